package io.kubenet.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that is run in every proxy mode and version in turn, in the place of {@code @Test}; what
 * else its cluster is, {@link KubeNetTest} says. It needs JUnit 5.13.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(VariantTests.class)
// What makes the variants is no business of its users.
@SuppressWarnings("exports")
public @interface ProxyModeTest {

  /** The modes. */
  ProxyMode[] modes() default {ProxyMode.IPTABLES, ProxyMode.NFTABLES};

  /** The versions of kube-proxy; that of {@link KubeNetTest} alone where none is named. */
  String[] kubernetesVersions() default {};
}
