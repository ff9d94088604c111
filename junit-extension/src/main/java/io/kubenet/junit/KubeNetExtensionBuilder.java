package io.kubenet.junit;

import com.google.common.collect.ImmutableList;
import io.kubenet.ClusterConfig;
import io.kubenet.junit.KubeNetTest.Lifecycle;
import java.lang.StackWalker.Option;
import java.util.List;

/** Builds an extension; each step gives a builder that has one thing more. */
public final class KubeNetExtensionBuilder {

  static final KubeNetExtensionBuilder DEFAULT =
      new KubeNetExtensionBuilder(
          ClusterConfig.iptables(), ImmutableList.of(), Lifecycle.PER_METHOD);

  private final ClusterConfig config;
  private final List<String> manifests;
  private final Lifecycle lifecycle;

  private KubeNetExtensionBuilder(
      ClusterConfig config, List<String> manifests, Lifecycle lifecycle) {
    this.config = config;
    this.manifests = manifests;
    this.lifecycle = lifecycle;
  }

  /** How clusters are set up. */
  public KubeNetExtensionBuilder withConfig(ClusterConfig other) {
    return new KubeNetExtensionBuilder(other, manifests, lifecycle);
  }

  /** What they are loaded from, as {@link KubeNetTest#manifests} names it. */
  public KubeNetExtensionBuilder withManifests(String... others) {
    return new KubeNetExtensionBuilder(config, ImmutableList.copyOf(others), lifecycle);
  }

  /** Who has a cluster of its own. A class shares one only if the field is static. */
  public KubeNetExtensionBuilder withLifecycle(Lifecycle other) {
    return new KubeNetExtensionBuilder(config, manifests, other);
  }

  /**
   * The extension. Manifests are looked for beside the class that calls this.
   *
   * @throws IllegalArgumentException if a manifest is not found
   */
  public KubeNetExtension build() {
    Class<?> home = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE).getCallerClass();
    return new KubeNetExtension(
        new ClusterSetup(config, new ManifestFinder(home).find(manifests), lifecycle));
  }
}
