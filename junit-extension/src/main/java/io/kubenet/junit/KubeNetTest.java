package io.kubenet.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives tests a Kubernetes network: parameters of type {@code Cluster}, and of type {@code Host}
 * with {@link Pod} or {@link Node}.
 *
 * <p>On a method it replaces what stands on the class; on a class it holds for nested and inherited
 * tests too. It can be composed: put it on an annotation of your own. jqwik properties know it as
 * well.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(KubeNetExtension.class)
public @interface KubeNetTest {

  /**
   * Where the cluster's objects come from, applied in order: YAML or JSON itself (a text of several
   * lines), a resource of the class path ({@code classpath:shop.yaml}, or a name that the test
   * class' own package has), a file or a folder.
   */
  String[] manifests() default {};

  /** The nodes of a cluster whose manifests hold none; {@code node1} to {@code node3} otherwise. */
  String[] nodes() default {};

  /**
   * The block that pods' addresses come from, such as {@code 10.42.0.0/16}, or one of each IP
   * family; otherwise it is what the manifests tell of.
   */
  String[] podCidr() default {};

  /**
   * The block that cluster IPs come from, such as {@code 10.43.0.0/16}, or one of each IP family;
   * otherwise it is what the manifests tell of.
   */
  String[] serviceCidr() default {};

  /**
   * How pods hang on their nodes and reach those of others: {@code bridge}, {@code routed} or
   * {@code vpc}, as of {@link io.kubenet.ClusterConfig#withNetwork}.
   */
  String network() default "bridge";

  /** How kube-proxy's rules are obeyed. */
  ProxyMode mode() default ProxyMode.IPTABLES;

  /** The IP families of the cluster. */
  IpStack stack() default IpStack.IPV4;

  /** What decides all that is left to chance: the same for every run. */
  long seed() default 0;

  /** The version of kube-proxy, such as {@code 1.36}; the newest modelled one otherwise. */
  String kubernetesVersion() default "";

  /** Whether each test has a cluster of its own, or all tests of the class share one. */
  Lifecycle lifecycle() default Lifecycle.PER_METHOD;

  /** Who has a cluster of its own. */
  enum Lifecycle {
    /** Each test; in jqwik each try. */
    PER_METHOD,
    /** The class that bears the annotation, with its nested classes. */
    PER_CLASS
  }
}
