package io.kubenet.jqwik;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The labels {@code app} that an arbitrary Service, workload or NetworkPolicy is about; {@code
 * api}, {@code web} and {@code cart} without this annotation.
 */
@Target({ElementType.ANNOTATION_TYPE, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Apps {
  /** One of these. */
  String[] value();
}
