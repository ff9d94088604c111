package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Objects as other clients shape them: beans and records that Jackson reads. */
class ClientObjectsTest {

  private record Metadata(String name, String namespace, Map<String, String> labels) {}

  private record Port(Integer port, Object targetPort) {}

  private record ServiceSpec(Map<String, String> selector, String clusterIP, List<Port> ports) {}

  private record ClientService(
      String apiVersion, String kind, Metadata metadata, ServiceSpec spec) {

    static ClientService web(int port) {
      return new ClientService(
          "v1",
          "Service",
          new Metadata("web", null, null),
          new ServiceSpec(Map.of("app", "web"), "10.96.0.20", List.of(new Port(port, 8080))));
    }
  }

  /** A bean with getters, a renamed property and one that is not sent. */
  public static final class ClientPod {
    @JsonProperty("apiVersion")
    public String version() {
      return "v1";
    }

    public String getKind() {
      return "Pod";
    }

    public Map<String, Object> getMetadata() {
      return Map.of("name", "web-1", "labels", Map.of("app", "web"));
    }

    public Map<String, Object> getSpec() {
      Map<String, Object> port = Map.of("containerPort", 8080);
      return Map.of(
          "containers", List.of(Map.of("name", "main", "image", "app", "ports", List.of(port))));
    }

    @JsonIgnore
    public String getClientState() {
      return "not sent";
    }
  }

  /** Something that Jackson makes nothing of. */
  public static final class Ring {
    public Ring getSelf() {
      return this;
    }
  }

  @Test
  void objectsOfAnotherClientAreApplied() {
    Cluster cluster = KubeNet.load(ClusterConfig.iptables(), Manifests.none());

    cluster.apply(ClientService.web(80), new ClientPod());

    assertThat(cluster.node("node1").connectTo("10.96.0.20", 80).endpoint())
        .contains("default/web-1");
  }

  @Test
  void objectThatIsAppliedAgainChanges() {
    Cluster cluster =
        KubeNet.load(
            ClusterConfig.iptables(),
            Manifests.none().withObjects(ClientService.web(80), new ClientPod()));

    cluster.apply(ClientService.web(81));

    assertThat(cluster.node("node1").connectTo("10.96.0.20", 81).isEstablished()).isTrue();
    assertThat(cluster.node("node1").connectTo("10.96.0.20", 80).isEstablished()).isFalse();
  }

  @Test
  void mistakeIsCalledByTheTypeOfItsObject() {
    Cluster cluster = KubeNet.load(ClusterConfig.iptables(), Manifests.none());

    assertThatThrownBy(() -> cluster.apply(ClientService.web(70_000)))
        .hasMessageStartingWith("ClientService:1: ")
        .hasMessageContaining("spec.ports[0].port");
  }

  @Test
  void objectThatIsNoTreeIsRefused() {
    Cluster cluster = KubeNet.load(ClusterConfig.iptables(), Manifests.none());

    assertThatThrownBy(() -> cluster.apply(new Ring()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Jackson makes no tree of a io.kubenet.ClientObjectsTest$Ring: ");
  }
}
