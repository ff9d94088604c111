package io.kubenet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PolicyEnginePropertyTest {

  @Provide
  Arbitrary<ClusterState> clusters() {
    return RandomClusters.clusters();
  }

  @Property
  void truthTableIsThatOfTheSpecification(@ForAll("clusters") ClusterState state) {
    PolicyEngine engine = PolicyEngine.of(state);
    NaiveEvaluator specification = new NaiveEvaluator(state);
    Map<String, Boolean> expected = new TreeMap<>();
    packets(state)
        .forEach(
            packet -> {
              expected.put(packet + " ingress", specification.allowsIngress(packet));
              expected.put(packet + " egress", specification.allowsEgress(packet));
            });

    Map<String, Boolean> judged = new TreeMap<>();
    packets(state)
        .forEach(
            packet -> {
              judged.put(packet + " ingress", engine.ingress(packet).isAllowed());
              judged.put(packet + " egress", engine.egress(packet).isAllowed());
            });

    assertThat(judged).isEqualTo(expected);
  }

  @Property(tries = 100)
  void everyVerdictHasAReason(@ForAll("clusters") ClusterState state) {
    PolicyEngine engine = PolicyEngine.of(state);

    List<Packet> packets = packets(state);

    assertThat(packets)
        .allSatisfy(packet -> assertThat(engine.ingress(packet).reason()).isNotBlank());
  }

  private static List<Packet> packets(ClusterState state) {
    return ends(state)
        .flatMap(source -> ends(state).map(destination -> List.of(source, destination)))
        .flatMap(
            pair ->
                Stream.of(Protocol.TCP, Protocol.UDP)
                    .flatMap(
                        protocol ->
                            Stream.of(80, 81, 91)
                                .map(
                                    port ->
                                        Packet.first(
                                            protocol,
                                            new IpPort(pair.get(0), 40000),
                                            new IpPort(pair.get(1), port)))))
        .toList();
  }

  private static Stream<IpAddress> ends(ClusterState state) {
    return Stream.of(
            state.pods().stream().map(Pod::ips),
            state.nodes().stream().map(Node::internalIps),
            Stream.of(List.of(IpAddress.of("203.0.113.9"))))
        .flatMap(lists -> lists)
        .flatMap(List::stream);
  }
}
