package io.kubenet.kubeproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.chance.Fraction;
import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Exchange;
import io.kubenet.dataplane.Place;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.kubeproxy.services.EndpointBuilder;
import io.kubenet.kubeproxy.services.ServiceBuilder;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What changes for whoever switches from iptables to nftables mode, and for nobody else. */
final class ModeDifferencesTest {

  private static final Place CLIENT = new Place.InPod(ObjectName.of("shop/client-1"));
  private static final Place NODE = new Place.OnNode("node1");
  private static final String ENDPOINT = EndpointDrafts.addressOf(1).toString();

  private static final ClusterState SERVED =
      TestNetwork.cluster()
          .with(service())
          .with(
              EndpointBuilder.slice(
                  "shop/api",
                  "s",
                  new EndpointSlice.Port(
                      "", Protocol.TCP, OptionalInt.of(EndpointDrafts.TARGETS.get(0))),
                  EndpointBuilder.endpoint(ENDPOINT, "node" + EndpointDrafts.nodeOf(1))));

  private static final ClusterState UNSERVED = TestNetwork.cluster().with(service());

  /** The chain cluster-ips-check rejects what the map of Services did not take. */
  @Test
  void portThatAClusterIpDoesNotHaveIsRefusedAtOnce() {
    assertThat(outcomes(SERVED, CLIENT, "10.96.0.10:81", Mode.IPTABLES)).containsOnly("TIMED_OUT");
    assertThat(outcomes(SERVED, CLIENT, "10.96.0.10:81", Mode.NFTABLES)).containsOnly("REFUSED");
  }

  /** The default of nodePortAddresses is all addresses, and the primary ones. */
  @Test
  void nodePortAnswersOnTheNodesPrimaryAddressesAlone() {
    assertThat(outcomes(SERVED, CLIENT, "10.244.1.1:30080", Mode.IPTABLES)).containsOnly(ENDPOINT);
    assertThat(outcomes(SERVED, CLIENT, "10.244.1.1:30080", Mode.NFTABLES)).containsOnly("REFUSED");
    assertThat(outcomes(SERVED, CLIENT, "192.168.0.11:30080", Mode.NFTABLES))
        .containsOnly(ENDPOINT);
  }

  /** Loopback addresses never are in the set nodeport-ips. */
  @Test
  void nodePortDoesNotAnswerOnLocalhost() {
    assertThat(outcomes(SERVED, NODE, "127.0.0.1:30080", Mode.IPTABLES)).containsOnly(ENDPOINT);
    assertThat(outcomes(SERVED, NODE, "127.0.0.1:30080", Mode.NFTABLES)).containsOnly("REFUSED");
  }

  /** KUBE-EXTERNAL-SERVICES is not called for what a node sends; service-endpoints-check is. */
  @Test
  void nodeItselfIsRefusedByAnExternalIpWithoutEndpoints() {
    assertThat(outcomes(UNSERVED, NODE, "198.51.100.10:80", Mode.IPTABLES)).contains("TIMED_OUT");
    assertThat(outcomes(UNSERVED, NODE, "198.51.100.10:80", Mode.NFTABLES)).containsOnly("REFUSED");
  }

  /**
   * iptables has no KUBE-FW- chain without endpoints; nftables' firewall-check knows none of them.
   */
  @Test
  void clientOutsideTheSourceRangesIsNotRefusedByALoadBalancerWithoutEndpoints() {
    ClusterState state =
        TestNetwork.cluster()
            .with(
                ServiceBuilder.service("shop/api")
                    .type(Service.Type.LOAD_BALANCER)
                    .at("10.96.0.10")
                    .port("", Protocol.TCP, 80, 30080)
                    .vip("192.0.2.10")
                    .sourceRange("203.0.113.0/24")
                    .build());

    assertThat(outcomes(state, CLIENT, "192.0.2.10:80", Mode.IPTABLES)).containsOnly("REFUSED");
    assertThat(outcomes(state, CLIENT, "192.0.2.10:80", Mode.NFTABLES)).containsOnly("TIMED_OUT");
  }

  private static Service service() {
    return ServiceBuilder.service("shop/api")
        .type(Service.Type.NODE_PORT)
        .at("10.96.0.10")
        .port("", Protocol.TCP, 80, 30080)
        .externalIp("198.51.100.10")
        .build();
  }

  private static Set<String> outcomes(ClusterState state, Place from, String to, Mode mode) {
    Map<String, Fraction> outcomes =
        new TestNetwork(state, KubeProxyConfig.DEFAULT.withMode(mode))
            .outcomes(Attempt.of(from, Protocol.TCP, IpPort.of(to)), ModeDifferencesTest::view);
    return outcomes.keySet();
  }

  /** Who answered, or how the connection failed. */
  private static String view(Exchange exchange) {
    return exchange
        .served()
        .map(served -> served.address().address().toString())
        .orElseGet(() -> exchange.outcome().verdict().toString());
  }
}
