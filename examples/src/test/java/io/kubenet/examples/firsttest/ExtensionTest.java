package io.kubenet.examples.firsttest;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.junit.KubeNetExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

// tag::extension[]
class ExtensionTest {

  @RegisterExtension
  static final KubeNetExtension KUBENET =
      KubeNetExtension.builder()
          .withConfig(ClusterConfig.iptables().withoutHairpin().withNodes("node-a", "node-b"))
          .withManifests("shop.yaml")
          .build();

  @Test
  void podThatIsSentBackToItselfHearsNothing(Cluster cluster) {
    cluster.markUnready("shop/api-2");

    assertThat(cluster.pod("shop/api-1").connectTo("api.shop", 80)).isTimedOut();
  }
}
// end::extension[]
