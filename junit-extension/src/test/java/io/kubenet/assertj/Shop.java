package io.kubenet.assertj;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import io.kubenet.Manifests;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The shop of shop.yaml, that assertions are tried on. */
final class Shop {

  private Shop() {}

  /** A client and api-1 on node-a in zone a, api-2 on node-b. */
  static Cluster open() {
    return KubeNet.load(
        ClusterConfig.iptables().withNodes("node-a", "node-b"),
        Manifests.none().withFile(Path.of("src/test/resources/shop.yaml")));
  }

  static String messageOf(ThrowingCallable failing) {
    return catchThrowable(failing).getMessage();
  }
}
