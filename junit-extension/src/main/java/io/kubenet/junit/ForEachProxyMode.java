package io.kubenet.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class whose tests are all run in every proxy mode and version in turn; what else their clusters
 * are, {@link KubeNetTest} says. It needs JUnit 5.13.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ClassTemplate
@ExtendWith(VariantClasses.class)
// What makes the variants is no business of its users.
@SuppressWarnings("exports")
public @interface ForEachProxyMode {

  /** The modes. */
  ProxyMode[] modes() default {ProxyMode.IPTABLES, ProxyMode.NFTABLES};

  /** The versions of kube-proxy; that of {@link KubeNetTest} alone where none is named. */
  String[] kubernetesVersions() default {};
}
