package io.kubenet.kubeproxy;

import static io.kubenet.kubeproxy.services.EndpointBuilder.endpoint;
import static io.kubenet.kubeproxy.services.ServiceBuilder.service;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Exchange;
import io.kubenet.dataplane.Place;
import io.kubenet.kubeproxy.config.DetectLocal;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.config.Masquerading;
import io.kubenet.kubeproxy.services.EndpointBuilder;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import io.kubenet.model.Service.TrafficPolicy;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.trace.Step;
import io.kubenet.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table that kube-proxy's own tests hold all modes to: where connections through node1 go, and
 * whether they are masqueraded (M). Each Service has one endpoint on node1 and one on node2.
 */
class FlowTableTest {

  /** svc-1 has all policies Cluster, svc-2 an external Local, svc-3 an internal Local. */
  private static final String DETECTED =
      """
      pod       -> ClusterIP | ALL   | ALL   | LOC
      pod       -> NodePort  | ALL M | ALL   | ALL M
      pod       -> LB IP     | ALL M | ALL   | ALL M
      node      -> ClusterIP | ALL M | ALL M | LOC M
      node      -> NodePort  | ALL M | ALL M | ALL M
      localhost -> NodePort  | ALL M | ALL M | ALL M
      node      -> LB IP     | ALL M | ALL M | ALL M
      external  -> ClusterIP | ALL M | ALL M | LOC M
      external  -> NodePort  | ALL M | LOC   | ALL M
      external  -> LB IP     | ALL M | LOC   | ALL M
      """;

  private static final String NOT_DETECTED =
      """
      pod       -> ClusterIP | ALL   | ALL   | LOC
      pod       -> NodePort  | ALL M | LOC   | ALL M
      pod       -> LB IP     | ALL M | LOC   | ALL M
      node      -> ClusterIP | ALL   | ALL   | LOC
      node      -> NodePort  | ALL M | ALL M | ALL M
      localhost -> NodePort  | ALL M | ALL M | ALL M
      node      -> LB IP     | ALL M | ALL M | ALL M
      external  -> ClusterIP | ALL   | ALL   | LOC
      external  -> NodePort  | ALL M | LOC   | ALL M
      external  -> LB IP     | ALL M | LOC   | ALL M
      """;

  private static final String ALL_MASQUERADED =
      DETECTED.replace(
          "pod       -> ClusterIP | ALL   | ALL   | LOC",
          "pod       -> ClusterIP | ALL M | ALL M | LOC M");

  private static final String ALL_MASQUERADED_NOT_DETECTED =
      NOT_DETECTED.replace("ClusterIP | ALL   | ALL   | LOC", "ClusterIP | ALL M | ALL M | LOC M");

  private static final KubeProxyConfig NO_DETECTOR =
      KubeProxyConfig.DEFAULT.withDetectLocal(DetectLocal.clusterCidrs());

  private static final Map<String, Place> SOURCES =
      ImmutableMap.of(
          "pod", new Place.InPod(ObjectName.of("shop/client-1")),
          "node", new Place.OnNode("node1"),
          "localhost", new Place.OnNode("node1"),
          "external", new Place.Outside(TestNetwork.OUTSIDE));

  /** Who got the packet, and whether it came with another source than it was sent with. */
  private record Delivery(String receiver, String mark) {}

  static Stream<Arguments> flows() {
    return Stream.of(
            flows("detected", KubeProxyConfig.DEFAULT, DETECTED),
            flows("not detected", NO_DETECTOR, NOT_DETECTED),
            flows("all", masqueradeAll(KubeProxyConfig.DEFAULT), ALL_MASQUERADED),
            flows("all, not detected", masqueradeAll(NO_DETECTOR), ALL_MASQUERADED_NOT_DETECTED))
        .flatMap(flows -> flows);
  }

  private static Stream<Arguments> flows(String name, KubeProxyConfig config, String table) {
    return Splitter.on('\n')
        .omitEmptyStrings()
        .splitToStream(table)
        .flatMap(
            line -> {
              List<String> cells = Splitter.on('|').trimResults().splitToList(line);
              return Stream.of(1, 2, 3)
                  .map(i -> Arguments.of(name, config, cells.get(0), i, cells.get(i)));
            });
  }

  @ParameterizedTest(name = "{0}: {2} of svc-{3}: {4}")
  @MethodSource("flows")
  void connectionsGoWhereTheTableSays(
      String mode, KubeProxyConfig config, String flow, int service, String expected) {
    TestNetwork network = new TestNetwork(cluster(), config);

    Set<Delivery> deliveries =
        network.outcomes(attempt(flow, service), FlowTableTest::delivery).keySet();

    assertThat(cell(deliveries)).as(mode).isEqualTo(expected);
  }

  private static KubeProxyConfig masqueradeAll(KubeProxyConfig config) {
    return config.withIptables(
        config.iptables().withMasquerading(new Masquerading(/* isForAll= */ true, 14)));
  }

  private static ClusterState cluster() {
    ClusterState state = TestNetwork.cluster();
    for (int i = 1; i <= 3; i++) {
      String name = "shop/svc-" + i;
      state =
          state
              .with(
                  service(name)
                      .type(Service.Type.LOAD_BALANCER)
                      .at("10.96.0." + i)
                      .port("", Protocol.TCP, 80, 3000 + i)
                      .vip("192.0.2." + i)
                      .externalPolicy(i == 2 ? TrafficPolicy.LOCAL : TrafficPolicy.CLUSTER)
                      .internalPolicy(i == 3 ? TrafficPolicy.LOCAL : TrafficPolicy.CLUSTER)
                      .build())
              .with(
                  EndpointBuilder.slice(
                      name,
                      "s",
                      new EndpointSlice.Port("", Protocol.TCP, OptionalInt.of(8080)),
                      endpoint(EndpointDrafts.addressOf(1).toString(), "node1"),
                      endpoint(EndpointDrafts.addressOf(2).toString(), "node2")));
    }
    return state;
  }

  private static Attempt attempt(String flow, int service) {
    List<String> ends = Splitter.on("->").trimResults().splitToList(flow);
    String target =
        switch (ends.get(1)) {
          case "ClusterIP" -> "10.96.0." + service + ":80";
          case "LB IP" -> "192.0.2." + service + ":80";
          default ->
              (ends.get(0).equals("localhost") ? "127.0.0.1" : "192.168.0.11") + ":300" + service;
        };
    return Attempt.of(SOURCES.get(ends.get(0)), Protocol.TCP, IpPort.of(target)).withVia("node1");
  }

  /** The way there alone: answers to clients whose address was kept may go astray. */
  private static Delivery delivery(Exchange exchange) {
    Trace request = exchange.request().orElseThrow();
    List<Step> steps = request.hops().stream().flatMap(hop -> hop.steps().stream()).toList();
    String source =
        steps.stream()
            .filter(Step.Translated.class::isInstance)
            .map(step -> ((Step.Translated) step).after().source().toString())
            .reduce(request.packet().source().toString(), (before, after) -> after);
    String receiver =
        steps.stream()
            .filter(Step.Delivered.class::isInstance)
            .map(step -> ((Step.Delivered) step).receiver())
            .collect(Collectors.joining());
    boolean isKept = source.equals(request.packet().source().toString());
    return new Delivery(receiver, isKept ? "" : " M");
  }

  private static String cell(Set<Delivery> deliveries) {
    String receivers =
        deliveries.stream()
            .map(Delivery::receiver)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    String marks = deliveries.stream().map(Delivery::mark).distinct().collect(Collectors.joining());
    return switch (receivers) {
          case "pod shop/api-1, pod shop/api-2" -> "ALL";
          case "pod shop/api-1" -> "LOC";
          default -> receivers;
        }
        + marks;
  }
}
