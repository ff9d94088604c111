package io.kubenet.kubeproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Exploration;
import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Exchange;
import io.kubenet.dataplane.Fabric;
import io.kubenet.dataplane.FabricConfig;
import io.kubenet.dataplane.Place;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.netfilter.Program;
import io.kubenet.netfilter.compiler.ProgramCompiler;
import io.kubenet.node.CniMasquerade;
import io.kubenet.ruleset.host.HostRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections under the rules that are written end as real ones ended. */
final class RecordedConnectionsTest {

  private static final Map<IpFamily, CniMasquerade> CNI =
      Map.of(
          IpFamily.IPV4, new CniMasquerade(Cidr.of("10.244.0.0/16")),
          IpFamily.IPV6, new CniMasquerade(Cidr.of("fd00:10:244::/48")));

  private static final List<IpAddress> OUTSIDE =
      List.of(IpAddress.of("192.168.0.250"), IpAddress.of("fd00:192::fa"));

  static Stream<Recording> recordings() {
    return Stream.of("nftables")
        .flatMap(Recording::ofMode)
        .filter(recording -> recording.listing().endsWith("node1.rules"))
        .filter(Recording::hasProbes);
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void connectionsEndAsRealOnesDid(Recording recording) {
    Fabric fabric = fabric(recording);

    for (LocatedTree probe : recording.probes()) {
      Map<String, Fraction> told = told(fabric, attempt(probe));

      Map<String, Integer> seen = seen(probe);
      assertThat(told.keySet()).as(probe.node().toString()).containsAll(seen.keySet());
      if (seen.size() > 1) {
        assertThat(chiSquare(seen, told))
            .as(probe.node().toString() + told)
            .isLessThan(limit(told.size() - 1));
      }
    }
  }

  private static double chiSquare(Map<String, Integer> seen, Map<String, Fraction> told) {
    int total = seen.values().stream().mapToInt(Integer::intValue).sum();
    return told.entrySet().stream()
        .mapToDouble(
            outcome -> {
              double expected = total * outcome.getValue().doubleValue();
              double difference = seen.getOrDefault(outcome.getKey(), 0) - expected;
              return difference * difference / expected;
            })
        .sum();
  }

  /** Far beyond what chance gives once in ten thousand. */
  private static double limit(int degreesOfFreedom) {
    return degreesOfFreedom + 5 * Math.sqrt(2.0 * degreesOfFreedom) + 12;
  }

  private static Map<String, Fraction> told(Fabric fabric, Attempt attempt) {
    Map<String, Fraction> told = new TreeMap<>();
    for (Exploration.Way<String> way :
        Exploration.everyWay(
            chance -> shown(fabric.scratch().exchange(attempt, chance, Duration.ZERO)))) {
      told.merge(way.result(), way.probability(), Fraction::plus);
    }
    return told;
  }

  private static String shown(Exchange exchange) {
    return exchange
        .served()
        .map(served -> served.by().label() + " sees " + served.client())
        .orElseGet(() -> exchange.outcome().verdict().toString());
  }

  private static Map<String, Integer> seen(LocatedTree probe) {
    Map<String, Integer> seen = new TreeMap<>();
    for (LocatedTree outcome : probe.get("outcomes").items()) {
      String shown =
          outcome.get("error").isAbsent()
              ? outcome.get("backend").text() + " sees " + outcome.get("clientIP").text()
              : outcome.get("error").text().replace("TIMEOUT", "TIMED_OUT");
      seen.put(shown, outcome.get("times").integer());
    }
    return withoutLostRefusals(seen, probe.get("protocol").optionalText().orElse("TCP"));
  }

  /** An ICMP refusal of a datagram can come too late to be seen. */
  private static Map<String, Integer> withoutLostRefusals(
      Map<String, Integer> seen, String protocol) {
    if (protocol.equals("UDP")
        && seen.containsKey("REFUSED")
        && seen.getOrDefault("TIMED_OUT", 9) <= 2) {
      seen.remove("TIMED_OUT");
    }
    return seen;
  }

  private static Attempt attempt(LocatedTree probe) {
    Protocol protocol = Protocol.valueOf(probe.get("protocol").optionalText().orElse("TCP"));
    IpAddress to = IpAddress.of(probe.get("to").text());
    Attempt attempt =
        Attempt.of(
            place(probe.get("from").text(), to),
            protocol,
            new IpPort(to, probe.get("port").integer()));
    return probe.get("via").optionalText().map(attempt::withVia).orElse(attempt);
  }

  private static Place place(String text, IpAddress to) {
    String name = text.substring(text.indexOf(':') + 1);
    return switch (text.substring(0, text.indexOf(':'))) {
      case "pod" ->
          new Place.InPod(
              new ObjectName(
                  name.substring(0, name.indexOf('/')), name.substring(name.indexOf('/') + 1)));
      case "node" -> new Place.OnNode(name);
      default -> new Place.Outside(IpAddress.of(to.isIpv4() ? "192.168.0.250" : "fd00:192::fa"));
    };
  }

  private static Fabric fabric(Recording recording) {
    ClusterState state = recording.cluster();
    KubeProxyConfig config = recording.config();
    Map<String, Program> programs = new TreeMap<>();
    for (Node node : state.nodes()) {
      programs.put(node.name(), ProgramCompiler.checked(rules(config, node, state)));
    }
    List<String> localnetNodes =
        state.nodes().stream().filter(config::routesLocalnet).map(Node::name).toList();
    return Fabric.of(
        state,
        FabricConfig.DEFAULT.withLocalnetNodes(localnetNodes).withOutsideHosts(OUTSIDE),
        programs::get);
  }

  private static HostRules rules(KubeProxyConfig config, Node node, ClusterState state) {
    HostRules rules = HostRules.NONE;
    for (IpAddress address : node.internalIps()) {
      HostRules written = new KubeProxy(config, address.family()).sync(node.name(), state).rules();
      rules = rules.and(CNI.get(address.family()).in(written));
    }
    return rules;
  }
}
