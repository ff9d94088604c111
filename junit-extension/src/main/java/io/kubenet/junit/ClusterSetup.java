package io.kubenet.junit;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import io.kubenet.Manifests;
import io.kubenet.junit.KubeNetTest.Lifecycle;
import java.util.List;

/**
 * What a test asks of its cluster: {@link KubeNetTest} as read, for every engine that knows it.
 *
 * @param config how the cluster is set up
 * @param manifests what it is loaded from
 * @param lifecycle who has a cluster of its own
 */
public record ClusterSetup(ClusterConfig config, Manifests manifests, Lifecycle lifecycle) {

  /**
   * What an annotation asks.
   *
   * @param annotation the annotation
   * @param home the test class: manifests are looked for beside it first
   * @throws IllegalArgumentException if one of its attributes can't be; it is named
   */
  public static ClusterSetup of(KubeNetTest annotation, Class<?> home) {
    return new ClusterSetup(
        config(annotation),
        new ManifestFinder(home).find(List.of(annotation.manifests())),
        annotation.lifecycle());
  }

  /** The same setup, configured in another way. */
  public ClusterSetup withConfig(ClusterConfig other) {
    return new ClusterSetup(other, manifests, lifecycle);
  }

  /** The same setup, with one manifest more. */
  public ClusterSetup withManifest(String name, String text) {
    return new ClusterSetup(config, manifests.withText(name, text), lifecycle);
  }

  /**
   * A cluster as asked for.
   *
   * @throws IllegalArgumentException if the manifests are refused; it says where and why
   */
  public Cluster start() {
    return KubeNet.load(config, manifests);
  }

  private static ClusterConfig config(KubeNetTest annotation) {
    ClusterConfig config =
        ClusterConfig.iptables().withMode(annotation.mode().text()).withSeed(annotation.seed());
    if (annotation.stack() == IpStack.DUAL) {
      config = config.withIpv6();
    }
    if (annotation.nodes().length > 0) {
      config = config.withNodes(annotation.nodes());
    }
    config = withBlocks(config, annotation);
    return annotation.kubernetesVersion().isEmpty()
        ? config
        : withVersion(config, annotation.kubernetesVersion());
  }

  private static ClusterConfig withBlocks(ClusterConfig config, KubeNetTest annotation) {
    ClusterConfig base = config.withNetwork(annotation.network());
    ClusterConfig withPods =
        annotation.podCidr().length == 0 ? base : base.withPodCidr(annotation.podCidr());
    return annotation.serviceCidr().length == 0
        ? withPods
        : withPods.withServiceCidr(annotation.serviceCidr());
  }

  private static ClusterConfig withVersion(ClusterConfig config, String version) {
    try {
      return config.withKubernetesVersion(version);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "@KubeNetTest(kubernetesVersion = \"" + version + "\"): " + e.getMessage(), e);
    }
  }
}
