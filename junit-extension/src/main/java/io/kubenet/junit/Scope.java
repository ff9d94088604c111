package io.kubenet.junit;

import io.kubenet.Cluster;
import io.kubenet.junit.KubeNetTest.Lifecycle;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * A setup, and the context that its cluster lives as long as.
 *
 * @param setup what is asked of the cluster
 * @param owner whose cluster it is: a test's or a class'
 */
record Scope(ClusterSetup setup, ExtensionContext owner) {

  static final Namespace NAMESPACE = Namespace.create(KubeNetExtension.class);

  /**
   * The scope of who asks.
   *
   * @param setup what is asked of the cluster
   * @param bearer the context that says so: who shares a cluster shares it below this one
   * @param asking the context of the test, or of the class, that runs
   */
  static Scope of(ClusterSetup setup, ExtensionContext bearer, ExtensionContext asking) {
    return new Scope(setup, setup.lifecycle() == Lifecycle.PER_CLASS ? bearer : asking);
  }

  boolean isShared() {
    return setup.lifecycle() == Lifecycle.PER_CLASS;
  }

  /**
   * Its cluster, made when it is first asked for.
   *
   * @throws ExtensionConfigurationException if each test has its own and no test is running
   */
  Cluster cluster() {
    if (!isShared() && owner.getTestMethod().isEmpty()) {
      throw new ExtensionConfigurationException(
          "each test of "
              + owner.getDisplayName()
              + " has a cluster of its own, so there is none outside of tests; to share one, say"
              + " @KubeNetTest(lifecycle = PER_CLASS)");
    }
    return store().getOrComputeIfAbsent(key(), key -> setup.start(), Cluster.class);
  }

  /** Its cluster, if somebody has asked for it. */
  Optional<Cluster> clusterIfAsked() {
    return Optional.ofNullable(store().get(key(), Cluster.class));
  }

  /** Invocations of a class in several proxy modes may have one owner. */
  private String key() {
    return setup.config().toString();
  }

  /** Stores look in their parents' too: with the owner's id in it, a cluster stays its owner's. */
  private Store store() {
    return owner.getStore(NAMESPACE.append(owner.getUniqueId()));
  }
}
