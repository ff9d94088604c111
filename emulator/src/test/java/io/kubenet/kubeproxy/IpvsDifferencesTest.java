package io.kubenet.kubeproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Exchange;
import io.kubenet.dataplane.Place;
import io.kubenet.kubeproxy.config.DetectLocal;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.kubeproxy.services.EndpointBuilder;
import io.kubenet.kubeproxy.services.ServiceBuilder;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import io.kubenet.model.Service.TrafficPolicy;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What changes for whoever leaves ipvs mode, or comes to it; docs tell the same. */
final class IpvsDifferencesTest {

  private static final Place NODE = new Place.OnNode("node1");
  private static final Place CLIENT = pod("shop/client-1");

  /** Where the first pods are: node1, node2, node3, node1 and so on. */
  private static final String LOCAL = address(nodePod(1));

  private static final ClusterState SERVED = served(service());

  /** KUBE-IPVS-FILTER rejects what cluster IPs have no virtual server for. */
  @Test
  void portThatAClusterIpDoesNotHaveIsRefusedAtOnce() {
    assertThat(outcomes(SERVED, CLIENT, "10.96.0.10:81", Mode.IPVS)).containsOnly("REFUSED");
    assertThat(outcomes(SERVED, CLIENT, "10.96.0.10:81", Mode.IPTABLES)).containsOnly("TIMED_OUT");
    assertThat(outcomes(SERVED, CLIENT, "10.96.0.10:81", Mode.NFTABLES)).containsOnly("REFUSED");
  }

  /** The same rule takes ICMP. */
  @Test
  void clusterIpAnswersAPingWithPortUnreachable() {
    Attempt ping = Attempt.ping(CLIENT, IpAddress.of("10.96.0.10"));

    assertThat(outcomes(SERVED, ping, Mode.IPVS)).containsOnly("REFUSED");
    assertThat(outcomes(SERVED, ping, Mode.IPTABLES)).containsOnly("TIMED_OUT");
  }

  /** 127.0.0.1 never has a virtual server. */
  @Test
  void nodePortDoesNotAnswerOnLocalhost() {
    assertThat(outcomes(SERVED, NODE, "127.0.0.1:30080", Mode.IPVS)).containsOnly("REFUSED");
    assertThat(outcomes(SERVED, NODE, "127.0.0.1:30080", Mode.IPTABLES)).contains(LOCAL);
  }

  /** Every address of every interface has one, where nodePortAddresses is not set. */
  @Test
  void nodePortAnswersOnTheBridgeToo() {
    assertThat(outcomes(SERVED, CLIENT, "10.244.1.1:30080", Mode.IPVS)).contains(LOCAL);
    assertThat(outcomes(SERVED, CLIENT, "10.244.1.1:30080", Mode.NFTABLES)).containsOnly("REFUSED");
  }

  /** The virtual server is there, and has no servers. */
  @Test
  void internalPolicyLocalWithoutLocalEndpointIsRefused() {
    ClusterState state =
        elsewhere(
            ServiceBuilder.service("shop/api")
                .at("10.96.0.10")
                .port(80)
                .internalPolicy(TrafficPolicy.LOCAL)
                .build());

    assertThat(outcomes(state, CLIENT, "10.96.0.10:80", Mode.IPVS)).containsOnly("REFUSED");
    assertThat(outcomes(state, CLIENT, "10.96.0.10:80", Mode.IPTABLES)).containsOnly("TIMED_OUT");
  }

  /** Local policies fall back on all endpoints (syncEndpoint), if the port uses any but local. */
  @Test
  void internalPolicyLocalOfAServiceWithNodePortFallsBackOnAllEndpoints() {
    ClusterState state = elsewhere(nodePort().internalPolicy(TrafficPolicy.LOCAL).build());

    assertThat(outcomes(state, CLIENT, "10.96.0.10:80", Mode.IPVS))
        .containsOnly(address(nodePod(2)));
    assertThat(outcomes(state, CLIENT, "10.96.0.10:80", Mode.IPTABLES)).containsOnly("TIMED_OUT");
  }

  /** One list of servers serves clients inside and outside alike. */
  @Test
  void podGetsLocalEndpointsAloneByAnExternallyLocalNodePort() {
    ClusterState state = served(nodePort().externalPolicy(TrafficPolicy.LOCAL).build());

    assertThat(outcomes(state, CLIENT, "192.168.0.11:30080", Mode.IPVS)).containsOnly(LOCAL);
    assertThat(outcomes(state, CLIENT, "192.168.0.11:30080", Mode.IPTABLES))
        .contains(LOCAL, address(nodePod(2)));
  }

  /** Its source is the address of the load balancer, which the server's node has too. */
  @Test
  void nodeWithoutEndpointsCannotReachAnExternallyLocalLoadBalancer() {
    ClusterState state =
        elsewhere(
            ServiceBuilder.service("shop/api")
                .type(Service.Type.LOAD_BALANCER)
                .at("10.96.0.10")
                .port("", Protocol.TCP, 80, 30080)
                .vip("192.0.2.10")
                .externalPolicy(TrafficPolicy.LOCAL)
                .build());

    assertThat(outcomes(state, NODE, "192.0.2.10:80", Mode.IPVS)).containsOnly("TIMED_OUT");
    assertThat(outcomes(state, NODE, "192.0.2.10:80", Mode.IPTABLES))
        .containsOnly(address(nodePod(2)));
  }

  /** Where local traffic cannot be told, what has a cluster IP as its source is masqueraded. */
  @Test
  void nodesOwnConnectionIsMasqueradedWithoutAClusterCidr() {
    KubeProxyConfig config = KubeProxyConfig.DEFAULT.withDetectLocal(DetectLocal.clusterCidrs());
    Attempt attempt = Attempt.of(NODE, Protocol.TCP, IpPort.of("10.96.0.10:80"));

    assertThat(
            new TestNetwork(SERVED, config.withMode(Mode.IPVS))
                .outcomes(attempt, exchange -> exchange.served().orElseThrow().client().toString())
                .keySet())
        .contains("10.244.1.1");
    assertThat(
            new TestNetwork(SERVED, config.withMode(Mode.IPTABLES))
                .outcomes(attempt, exchange -> exchange.served().orElseThrow().client().toString())
                .keySet())
        .containsOnly("192.168.0.11");
  }

  /** ip_vs drops it at OUTPUT, iptables rejects it at INPUT (ip_vs_leave of Linux 6.1). */
  @Test
  void nodesOwnDatagramToItsNodePortWithoutEndpointsIsNotPermitted() {
    ClusterState state =
        TestNetwork.cluster()
            .with(
                ServiceBuilder.service("shop/api")
                    .type(Service.Type.NODE_PORT)
                    .at("10.96.0.10")
                    .port("", Protocol.UDP, 80, 30080)
                    .build());
    Attempt attempt = Attempt.of(NODE, Protocol.UDP, IpPort.of("192.168.0.11:30080"));

    assertThat(outcomes(state, attempt, Mode.IPVS)).containsOnly("NOT_PERMITTED");
    assertThat(outcomes(state, attempt, Mode.IPTABLES)).containsOnly("REFUSED");
  }

  /** The rule of KUBE-IPVS-OUT-FILTER comes behind ip_vs, which has taken the datagram over. */
  @Test
  void nodesOwnDatagramOutsideTheSourceRangesIsLostWithoutAWord() {
    ClusterState state =
        TestNetwork.cluster()
            .with(
                ServiceBuilder.service("shop/api")
                    .type(Service.Type.LOAD_BALANCER)
                    .at("10.96.0.10")
                    .port("", Protocol.UDP, 80, 30080)
                    .vip("192.0.2.10")
                    .sourceRange("203.0.113.0/24")
                    .build())
            .with(
                EndpointBuilder.slice(
                    "shop/api",
                    "s",
                    new EndpointSlice.Port(
                        "", Protocol.UDP, OptionalInt.of(EndpointDrafts.TARGETS.get(0))),
                    EndpointBuilder.endpoint(address(nodePod(2)), "node2")));
    Attempt attempt = Attempt.of(NODE, Protocol.UDP, IpPort.of("192.0.2.10:80"));

    assertThat(outcomes(state, attempt, Mode.IPVS)).containsOnly("TIMED_OUT");
    assertThat(outcomes(state, attempt, Mode.IPTABLES)).containsOnly("NOT_PERMITTED");
    assertThat(outcomes(state, attempt, Mode.NFTABLES)).containsOnly("NOT_PERMITTED");
  }

  private static Service service() {
    return nodePort().build();
  }

  private static ServiceBuilder nodePort() {
    return ServiceBuilder.service("shop/api")
        .type(Service.Type.NODE_PORT)
        .at("10.96.0.10")
        .port("", Protocol.TCP, 80, 30080);
  }

  private static ClusterState served(Service service) {
    return cluster(service, nodePod(1), nodePod(2));
  }

  /** The only endpoint is not on node1. */
  private static ClusterState elsewhere(Service service) {
    return cluster(service, nodePod(2));
  }

  private static ClusterState cluster(Service service, int... pods) {
    return TestNetwork.cluster()
        .with(service)
        .with(
            EndpointBuilder.slice(
                "shop/api",
                "s",
                new EndpointSlice.Port(
                    "", Protocol.TCP, OptionalInt.of(EndpointDrafts.TARGETS.get(0))),
                IntStream.of(pods)
                    .mapToObj(
                        pod ->
                            EndpointBuilder.endpoint(
                                address(pod), "node" + EndpointDrafts.nodeOf(pod)))
                    .toArray(EndpointBuilder[]::new)));
  }

  /** The first pod of a node. */
  private static int nodePod(int node) {
    return IntStream.rangeClosed(1, EndpointDrafts.PODS)
        .filter(pod -> EndpointDrafts.nodeOf(pod) == node)
        .findFirst()
        .orElseThrow();
  }

  private static String address(int pod) {
    return EndpointDrafts.addressOf(pod).toString();
  }

  private static Place pod(String name) {
    return new Place.InPod(ObjectName.of(name));
  }

  private static Set<String> outcomes(ClusterState state, Place from, String to, Mode mode) {
    return outcomes(state, Attempt.of(from, Protocol.TCP, IpPort.of(to)), mode);
  }

  private static Set<String> outcomes(ClusterState state, Attempt attempt, Mode mode) {
    return new TestNetwork(state, KubeProxyConfig.DEFAULT.withMode(mode))
        .outcomes(attempt, IpvsDifferencesTest::view)
        .keySet();
  }

  /** Who answered, or how the connection failed. */
  private static String view(Exchange exchange) {
    return exchange
        .served()
        .map(served -> served.address().address().toString())
        .orElseGet(() -> exchange.outcome().verdict().toString());
  }
}
