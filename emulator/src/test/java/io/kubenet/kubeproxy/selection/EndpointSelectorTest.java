package io.kubenet.kubeproxy.selection;

import static io.kubenet.kubeproxy.services.EndpointBuilder.endpoint;
import static io.kubenet.kubeproxy.services.EndpointBuilder.outside;
import static io.kubenet.kubeproxy.services.ServiceBuilder.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.kubeproxy.TestNodes;
import io.kubenet.kubeproxy.services.EndpointBuilder;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.model.Service;
import io.kubenet.model.Service.TrafficPolicy;
import io.kubenet.net.Protocol;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EndpointSelectorTest {

  private static final ServicePortInfo PORT =
      service("shop/api").at("10.96.0.10").port(80).readOnlyPort();

  private static final ServicePortInfo LOCAL_PORT =
      service("shop/api")
          .at("10.96.0.10")
          .port("", Protocol.TCP, 80, 30080)
          .type(Service.Type.NODE_PORT)
          .externalPolicy(TrafficPolicy.LOCAL)
          .readOnlyPort();

  private static final ServicePortInfo INTERNAL_PORT =
      service("shop/api")
          .at("10.96.0.10")
          .port(80)
          .internalPolicy(TrafficPolicy.LOCAL)
          .readOnlyPort();

  @Test
  void readyEndpointsOfAllNodesAreUsed() {
    EndpointSelection selection =
        select(PORT, endpoint("10.244.1.7", "node1"), endpoint("10.244.2.8", "node2").unready());

    assertThat(selection.cluster()).hasToString("[10.244.1.7:80]");
    assertThat(selection.local()).isEmpty();
    assertThat(selection.hasEndpoints()).isTrue();
  }

  @Nested
  class TerminatingEndpoints {

    @Test
    void areNotUsedWhileAnotherIsReady() {
      EndpointSelection selection =
          select(
              PORT, endpoint("10.244.1.7", "node1").terminating(), endpoint("10.244.2.8", "node2"));

      assertThat(selection.cluster()).hasToString("[10.244.2.8:80]");
    }

    @Test
    void areTheLastResort() {
      EndpointSelection selection =
          select(
              PORT,
              endpoint("10.244.1.7", "node1").terminating(),
              endpoint("10.244.2.8", "node2").unready());

      assertThat(selection.cluster()).hasToString("[10.244.1.7:80]");
    }

    @Test
    void areTheLastResortOfTheirNodeWhateverOtherNodesHave() {
      EndpointSelection selection =
          select(
              LOCAL_PORT,
              endpoint("10.244.1.7", "node1").terminating(),
              endpoint("10.244.2.8", "node2"));

      assertThat(selection.cluster()).hasToString("[10.244.2.8:80]");
      assertThat(selection.local()).hasToString("[10.244.1.7:80]");
      assertThat(selection.reachable()).hasToString("[10.244.1.7:80, 10.244.2.8:80]");
    }

    @Test
    void wereNeverUsedIn123() {
      EndpointSelection selection =
          selectAs("1.23", PORT, endpoint("10.244.1.7", "node1").terminating());

      assertThat(selection.hasEndpoints()).isFalse();
    }
  }

  @Nested
  class LocalPolicies {

    @Test
    void internalPolicyLeavesOnlyTheNodesOwn() {
      EndpointSelection selection =
          select(INTERNAL_PORT, endpoint("10.244.1.7", "node1"), endpoint("10.244.2.8", "node2"));

      assertThat(selection.cluster()).isEmpty();
      assertThat(selection.reachable()).hasToString("[10.244.1.7:80]");
    }

    @Test
    void endpointsOfOtherNodesStillCount() {
      EndpointSelection selection = select(INTERNAL_PORT, endpoint("10.244.2.8", "node2"));

      assertThat(selection.reachable()).isEmpty();
      assertThat(selection.hasEndpoints()).isTrue();
    }

    @Test
    void endpointsOutsideTheClusterAreLocalNowhere() {
      EndpointSelection selection = select(LOCAL_PORT, outside("203.0.113.9"));

      assertThat(selection.cluster()).hasToString("[203.0.113.9:80]");
      assertThat(selection.local()).isEmpty();
    }

    @Test
    void internalPolicyHidesEndpointsOfOtherNodesIn123() {
      EndpointSelection selection =
          selectAs("1.23", INTERNAL_PORT, endpoint("10.244.2.8", "node2"));

      assertThat(selection.hasEndpoints()).isFalse();
    }
  }

  @Nested
  class Hints {

    private final EndpointBuilder here =
        endpoint("10.244.1.7", "node1").forZones("a").forNodes("node1");
    private final EndpointBuilder there =
        endpoint("10.244.2.8", "node2").forZones("b").forNodes("node2");

    @Test
    void ofNodesComeFirst() {
      EndpointBuilder sameZone = endpoint("10.244.1.9", "node1").forZones("a").forNodes("node9");

      assertThat(select(PORT, here, there, sameZone).cluster()).hasToString("[10.244.1.7:80]");
    }

    @Test
    void ofNodesAreNotReadBefore134() {
      EndpointBuilder sameZone = endpoint("10.244.1.9", "node1").forZones("a").forNodes("node9");

      assertThat(selectAs("1.33", PORT, here, there, sameZone).cluster())
          .hasToString("[10.244.1.7:80, 10.244.1.9:80]");
    }

    @Test
    void areIgnoredIfOneReadyEndpointHasNone() {
      EndpointBuilder without = endpoint("10.244.3.1", "node3");

      assertThat(select(PORT, here, there, without).cluster()).hasSize(3);
    }

    @Test
    void areIgnoredIfNoneIsForThisPlace() {
      assertThat(select(PORT, there).cluster()).hasToString("[10.244.2.8:80]");
    }

    @Test
    void ofEndpointsThatAreNotReadyDecideNothing() {
      EndpointBuilder unready = endpoint("10.244.3.1", "node3").unready();

      assertThat(select(PORT, here, there, unready).cluster()).hasToString("[10.244.1.7:80]");
    }

    @Test
    void waitedForTheAnnotationIn123() {
      assertThat(selectAs("1.23", PORT, here, there).cluster()).hasSize(2);
    }
  }

  @Nested
  class Duplicates {

    private final EndpointBuilder terminating = endpoint("10.244.1.7", "node1").terminating();
    private final EndpointBuilder ready = endpoint("10.244.1.7", "node1");

    @Test
    void oneThatDoesNotTerminateReplacesOneThatDoes() {
      assertThat(select(PORT, terminating, ready).cluster()).containsExactly(ready.read());
    }

    @Test
    void oneThatTerminatesReplacesNone() {
      assertThat(select(PORT, ready, terminating).cluster()).containsExactly(ready.read());
    }

    @Test
    void oneOfTheSameNodeReplacedAnyBefore136() {
      assertThat(selectAs("1.35", PORT, ready, terminating).cluster())
          .containsExactly(terminating.read());
    }
  }

  private static EndpointSelection select(ServicePortInfo port, EndpointBuilder... endpoints) {
    return selectAs("1.36", port, endpoints);
  }

  /** What node1 uses. */
  private static EndpointSelection selectAs(
      String version, ServicePortInfo port, EndpointBuilder... endpoints) {
    return EndpointSelector.of(TestNodes.node(1), KubernetesVersion.of(version))
        .select(port, Stream.of(endpoints).map(EndpointBuilder::read).toList());
  }
}
