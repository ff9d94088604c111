package io.kubenet.kubeproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.chance.choice.Chance;
import io.kubenet.chance.choice.Exploration;
import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Exchange;
import io.kubenet.dataplane.Fabric;
import io.kubenet.dataplane.FabricConfig;
import io.kubenet.dataplane.Place;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.TextSource;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections in ipvs mode end as those ended that a real ip_vs of Linux 6.1 carried. */
final class RecordedIpvsConnectionsTest {

  private static final String FOLDER = "kubenet.recordings.ipvs";

  private static final Map<IpFamily, CniMasquerade> CNI =
      Map.of(
          IpFamily.IPV4, new CniMasquerade(Cidr.of("10.244.0.0/16")),
          IpFamily.IPV6, new CniMasquerade(Cidr.of("fd00:10:244::/48")));

  private static final List<IpAddress> OUTSIDE =
      List.of(IpAddress.of("192.168.0.250"), IpAddress.of("fd00:192::fa"));

  static Stream<Path> probes() {
    return probesBelow(IpvsRecording.ROOT.resolve("ipvs"));
  }

  private static Stream<Path> probesBelow(Path folder) {
    return IpvsRecording.filesBelow(folder)
        .filter(file -> file.toString().matches(".*/ipvs[^/]*/probes.yaml"));
  }

  @ParameterizedTest
  @MethodSource("probes")
  void connectionsEndAsRealOnesDid(Path file) {
    assertThat(differences(file)).isEmpty();
  }

  @Test
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void probesOfAnotherFolderAgree() {
    List<Path> all = probesBelow(Path.of(System.getProperty(FOLDER))).toList();
    int count = all.stream().mapToInt(file -> read(file).size()).sum();
    List<String> wrong = all.stream().flatMap(file -> differences(file).stream()).toList();

    System.out.println(count - wrong.size() + " of " + count + " ipvs probes agree");

    assertThat(wrong).isEmpty();
  }

  private static List<LocatedTree> read(Path file) {
    return new TextSource("probes.yaml", "probes:\n" + IpvsRecording.read(file))
        .documents()
        .get(0)
        .get("probes")
        .items();
  }

  private static List<String> differences(Path file) {
    Fabric fabric = fabric(new IpvsRecording(file.resolveSibling("node1.yaml")));
    List<String> differences = new ArrayList<>();
    for (LocatedTree probe : read(file)) {
      Map<String, Integer> seen = seen(probe);
      Set<Map<String, Integer>> told = told(fabric, attempt(probe), sum(seen));
      if (!told.contains(seen)) {
        differences.add(file + ": " + probe.node() + "\n  told " + told + "\n  seen " + seen);
      }
    }
    return differences;
  }

  private static int sum(Map<String, Integer> outcomes) {
    return outcomes.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static boolean isPing(LocatedTree probe) {
    return !probe.get("ping").isAbsent();
  }

  /** How often each outcome comes in so many connections, one after another, in every way. */
  private static Set<Map<String, Integer>> told(Fabric fabric, Attempt attempt, int connections) {
    return Exploration.everyWay(chance -> counts(fabric.scratch(), attempt, connections, chance))
        .stream()
        .map(Exploration.Way::result)
        .collect(Collectors.toSet());
  }

  private static Map<String, Integer> counts(
      Fabric fabric, Attempt attempt, int connections, Chance chance) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < connections; i++) {
      counts.merge(shown(fabric.exchange(attempt, chance, Duration.ZERO)), 1, Integer::sum);
    }
    return counts;
  }

  private static String shown(Exchange exchange) {
    return exchange
        .served()
        .map(served -> served.by().label() + " sees " + served.client())
        .orElseGet(() -> exchange.outcome().verdict().toString());
  }

  private static Map<String, Integer> seen(LocatedTree probe) {
    if (isPing(probe)) {
      boolean isRefused = probe.get("outcome").text().contains("Port Unreachable");
      return Map.of(isRefused ? "REFUSED" : "TIMED_OUT", 1);
    }
    Map<String, Integer> seen = new TreeMap<>();
    for (LocatedTree outcome : probe.get("outcomes").items()) {
      seen.put(
          outcome.get("error").isAbsent()
              ? outcome.get("backend").text() + " sees " + outcome.get("clientIP").text()
              : outcome.get("error").text().replace("TIMEOUT", "TIMED_OUT"),
          outcome.get("times").integer());
    }
    return seen;
  }

  private static Attempt attempt(LocatedTree probe) {
    Protocol protocol = Protocol.valueOf(probe.get("protocol").optionalText().orElse("TCP"));
    IpAddress to = IpAddress.of(probe.get("to").text());
    Place from = place(probe.get("from").text(), to);
    Attempt attempt =
        isPing(probe)
            ? Attempt.ping(from, to)
            : Attempt.of(from, protocol, new IpPort(to, probe.get("port").integer()));
    return probe.get("via").optionalText().map(attempt::withVia).orElse(attempt);
  }

  private static Place place(String text, IpAddress to) {
    String name = text.substring(text.indexOf(':') + 1);
    return switch (text.substring(0, text.indexOf(':'))) {
      case "pod" -> new Place.InPod(ObjectName.of(name));
      case "node" -> new Place.OnNode(name);
      default -> new Place.Outside(IpAddress.of(to.isIpv4() ? "192.168.0.250" : "fd00:192::fa"));
    };
  }

  private static Fabric fabric(IpvsRecording recording) {
    ClusterState state = recording.cluster();
    KubeProxyConfig config = recording.config();
    Map<String, Program> programs = new TreeMap<>();
    for (Node node : state.nodes()) {
      programs.put(node.name(), ProgramCompiler.checked(rules(config, node, state)));
    }
    return Fabric.of(
        state,
        FabricConfig.DEFAULT
            .withOutsideHosts(OUTSIDE)
            .withServiceArp(FabricConfig.ServiceArp.ANSWERED),
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
