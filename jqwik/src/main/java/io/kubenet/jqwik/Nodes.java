package io.kubenet.jqwik;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many nodes an arbitrary cluster has. */
@Target({ElementType.ANNOTATION_TYPE, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Nodes {
  /** At least this many; over 0. */
  int min() default 1;

  /** At most this many; up to 99. */
  int max() default 3;
}
