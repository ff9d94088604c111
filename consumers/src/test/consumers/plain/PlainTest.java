import static io.kubenet.assertj.KubeNetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.Host;
import io.kubenet.assertj.KubeNetSoftAssertions;
import io.kubenet.junit.InjectCluster;
import io.kubenet.junit.KubeNetExtension;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Pod;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A user with JUnit and no jqwik. */
@KubeNetTest(manifests = PlainTest.SHOP, seed = 1)
class PlainTest {

  static final String SHOP =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: client}
      spec: {containers: [{name: main, image: registry.example/client:1}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web, labels: {app: web}}
      spec: {containers: [{name: main, image: registry.example/web:1, ports: [{containerPort: 8080}]}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
      """;

  @InjectCluster private Cluster field;

  @Test
  void serviceServes(Cluster cluster, @Pod("default/client") Host client) {
    assertThat(cluster).isSameAs(field);
    assertThat(client.everyConnectionTo("web", 80)).areSharedEvenlyBy("default/web");
  }

  @Test
  void softly(Cluster cluster) {
    KubeNetSoftAssertions softly = new KubeNetSoftAssertions();
    softly.assertThat(cluster.pod("client").connectTo("web", 80)).isEstablished();
    softly.assertAll();
  }

  @Test
  void namesResolve(@Pod("default/client") Host client) {
    assertThat(client.resolve("web"))
        .asksExactly("web.default.svc.cluster.local. A", "web.default.svc.cluster.local. AAAA");
  }

  @Nested
  class Inside {
    @Test
    void annotationHolds(Cluster cluster) {
      assertThat(cluster.pod("client").connectTo("web", 81)).isTimedOut();
    }
  }
}

class RegisteredTest {

  @RegisterExtension
  static final KubeNetExtension KUBENET =
      KubeNetExtension.builder()
          .withConfig(ClusterConfig.nftables())
          .withManifests(PlainTest.SHOP)
          .build();

  @Test
  void builderWorks(Cluster cluster) {
    assertThat(cluster.pod("client").connectTo("web", 80)).isServedBy("default/web");
  }
}
