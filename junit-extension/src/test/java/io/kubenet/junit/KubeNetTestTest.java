package io.kubenet.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest.Lifecycle;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@link KubeNetTest} gives, in classes that it holds for. */
class KubeNetTestTest {

  private static final String NAMESPACE =
      """
      apiVersion: v1
      kind: Namespace
      metadata:
        name: inline
      """;

  @Retention(RetentionPolicy.RUNTIME)
  @KubeNetTest(manifests = "shop.yaml", nodes = "node-a", seed = 7)
  @interface SmallShop {}

  @Nested
  @KubeNetTest(
      manifests = "shop.yaml",
      nodes = {"node-a", "node-b"})
  class OnAClass {

    @InjectCluster private Cluster field;
    private Cluster before;

    @BeforeEach
    void remember(Cluster cluster) {
      before = cluster;
    }

    @Test
    void fieldParameterAndLifecycleMethodSeeOneCluster(Cluster cluster) {
      assertThat(cluster).isSameAs(field).isSameAs(before);
    }

    @Test
    void hostsAreNamed(@Pod("shop/client") Host client, @Node("node-b") Host node) {
      assertThat(client.name()).isEqualTo("shop/client");
      assertThat(node.name()).isEqualTo("node-b");
      assertThat(client.connectTo("api.shop", 80).isEstablished()).isTrue();
    }

    @Test
    @KubeNetTest(nodes = "lonely", mode = ProxyMode.NFTABLES, kubernetesVersion = "1.35", seed = 3)
    void annotationOfAMethodComesFirst(Cluster cluster) {
      assertThat(cluster.config()).hasToString("nftables, Kubernetes 1.35, IPv4, seed 3");
      assertThat(cluster.node("lonely").name()).isEqualTo("lonely");
    }

    @Test
    @KubeNetTest(manifests = NAMESPACE, stack = IpStack.DUAL)
    void manifestsCanBeTexts(Cluster cluster) {
      assertThat(cluster.manifest()).contains("name: inline");
      assertThat(cluster.config()).hasToString("iptables, Kubernetes 1.36, IPv4 and IPv6, seed 0");
    }

    @Test
    @KubeNetTest(podCidr = "10.42.0.0/16", serviceCidr = "10.43.0.0/16")
    void blocksOfAddressesCanBeStated(Cluster cluster) {
      assertThat(cluster.config().options())
          .endsWith("--pod-cidr 10.42.0.0/16 --service-cidr 10.43.0.0/16");
    }

    @Nested
    class Inside {

      @Test
      void enclosingAnnotationHolds(Cluster cluster) {
        assertThat(cluster.pod("shop/client").name()).isEqualTo("shop/client");
        assertThat(cluster).isSameAs(field);
      }
    }
  }

  @Nested
  @SmallShop
  class Composed {

    @Test
    void annotationOfAnAnnotationHolds(Cluster cluster) {
      assertThat(cluster.config().toString()).endsWith("seed 7");
    }
  }

  @KubeNetTest(
      manifests = "classpath:shop.yaml",
      nodes = {"node-a", "node-b"})
  abstract static class Base {

    @Test
    void inheritedAnnotationHolds(Cluster cluster) {
      assertThat(cluster.pod("shop/client").name()).isEqualTo("shop/client");
    }
  }

  @Nested
  class Inheriting extends Base {}

  @Nested
  @KubeNetTest(lifecycle = Lifecycle.PER_CLASS)
  class Shared {

    @InjectCluster private static Cluster shared;

    @Test
    void oneTestSeesTheSharedCluster(Cluster cluster) {
      assertThat(cluster).isSameAs(shared);
    }

    @Nested
    class Inside {

      @Test
      void nestedClassesShareItToo(Cluster cluster) {
        assertThat(cluster).isSameAs(shared);
      }
    }
  }

  @Nested
  class Registered {

    @RegisterExtension
    static final KubeNetExtension KUBENET =
        KubeNetExtension.builder()
            .withConfig(ClusterConfig.nftables().withoutHairpin().withNodes("node-a", "node-b"))
            .withManifests("shop.yaml", NAMESPACE)
            .withLifecycle(Lifecycle.PER_CLASS)
            .build();

    @InjectCluster private static Cluster shared;

    @Test
    void builderSaysWhatTheClusterIs(Cluster cluster) {
      assertThat(cluster.config().toString()).startsWith("nftables");
      assertThat(cluster).isSameAs(shared);
    }

    @Nested
    class Inside {

      @Test
      void nestedClassesShareItToo(Cluster cluster, TestInfo info) {
        assertThat(cluster).as(info.getDisplayName()).isSameAs(shared);
      }
    }
  }
}
