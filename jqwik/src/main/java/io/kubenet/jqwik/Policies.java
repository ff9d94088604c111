package io.kubenet.jqwik;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many NetworkPolicies an arbitrary cluster has; without this annotation it has none. */
@Target({ElementType.ANNOTATION_TYPE, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Policies {
  /** At least this many. */
  int min() default 0;

  /** At most this many; up to 99. */
  int max() default 3;
}
