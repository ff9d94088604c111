package io.kubenet.kubeproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.ControlPlaneConfig;
import io.kubenet.kubeproxy.config.IpvsSettings;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.config.KubeProxyConfigReader;
import io.kubenet.kubeproxy.ipvs.IpvsSync;
import io.kubenet.kubeproxy.ipvs.Jump;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ClusterState;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.ipset.Ipset;
import io.kubenet.ruleset.ipset.IpsetEntry;
import io.kubenet.ruleset.ipvs.VirtualServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a real kube-proxy in ipvs mode made on one node.
 *
 * @param file the file that says so: SCENARIO/v1.36/ipvs/node1.yaml
 */
record IpvsRecording(Path file) {

  static final Path ROOT = Path.of("src/test/resources/recordings");

  /** All recordings below a folder. */
  static Stream<IpvsRecording> below(Path folder) {
    return filesBelow(folder)
        .filter(file -> file.toString().matches(".*/v1\\.\\d+/ipvs[^/]*/node\\d+\\.yaml"))
        .map(IpvsRecording::new);
  }

  static Stream<Path> filesBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What differs between what was recorded and what is written here; nothing where they agree. */
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    LocatedTree recorded = tree(file);
    for (LocatedTree family : recorded.get("families").items()) {
      IpvsSync sync = sync(IpFamily.valueOf(family.get("family").text().toUpperCase(Locale.ROOT)));
      HostRules rules = sync.rules();
      compare("sysctls", sorted(recorded.get("sysctls")), sysctls(sync), differences);
      compare("timeouts", timeouts(recorded), timeouts(sync.timeouts()), differences);
      compare(
          "dummyDevice",
          family.get("dummyDevice").get("addresses").texts(),
          rules.serviceAddresses().stream().map(Object::toString).sorted().toList(),
          differences);
      compare(
          "ipsets",
          family.get("ipsets").items().stream().map(IpvsRecording::ipset).toList(),
          rules.ipsets().stream().map(IpvsRecording::ipset).toList(),
          differences);
      compare(
          "virtualServers",
          family.get("virtualServers").items().stream().map(IpvsRecording::server).toList(),
          rules.virtualServers().stream().map(IpvsRecording::server).toList(),
          differences);
      LocatedTree iptables = family.get("iptables");
      compare(
          "iptables.jumps",
          iptables.get("jumps").items().stream()
              .map(jump -> jump.get("table").text() + " " + jump.get("rule").text())
              .toList(),
          sync.jumps().stream().map(IpvsRecording::jump).toList(),
          differences);
      compare(
          "iptables.restore",
          withoutOrderOfServices(iptables.get("restore").text()),
          withoutOrderOfServices(sync.restoreText()),
          differences);
    }
    return differences;
  }

  private static void compare(
      String field, Object recorded, Object written, List<String> differences) {
    if (!recorded.equals(written)) {
      differences.add(field + "\n  recorded " + recorded + "\n  written  " + written);
    }
  }

  /** Rules of KUBE-IPVS-OUT-FILTER follow the order of Services, which is chance. */
  private static List<String> withoutOrderOfServices(String restore) {
    List<String> lines = new ArrayList<>(restore.lines().toList());
    int first = 0;
    while (first < lines.size() && !lines.get(first).startsWith("-A KUBE-IPVS-OUT-FILTER")) {
      first++;
    }
    int end = first;
    while (end < lines.size() && lines.get(end).startsWith("-A KUBE-IPVS-OUT-FILTER")) {
      end++;
    }
    lines.subList(first, end).sort(null);
    return lines;
  }

  private static String jump(Jump jump) {
    return jump.table() + " " + jump.text();
  }

  private static Map<String, String> sorted(LocatedTree tree) {
    Map<String, String> sorted = new TreeMap<>();
    tree.fields().forEach((name, value) -> sorted.put(name, value.node().asText()));
    return sorted;
  }

  private static Map<String, String> sysctls(IpvsSync sync) {
    Map<String, String> sorted = new TreeMap<>();
    sync.sysctls().forEach((name, value) -> sorted.put(name, value.toString()));
    return sorted;
  }

  private static Map<String, Long> timeouts(LocatedTree recorded) {
    Map<String, Long> timeouts = new TreeMap<>();
    recorded
        .get("timeouts")
        .fields()
        .forEach((name, value) -> timeouts.put(name, seconds(value.node().asText())));
    return timeouts;
  }

  /** Go's {@code 15m0s} is PT15M0S. */
  private static long seconds(String text) {
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT)).toSeconds();
  }

  private static Map<String, Long> timeouts(IpvsSettings.Timeouts timeouts) {
    Map<String, Long> all = new TreeMap<>();
    if (!timeouts.equals(IpvsSettings.Timeouts.UNSET)) {
      all.put("tcp", timeouts.tcp().toSeconds());
      all.put("tcpFin", timeouts.tcpFin().toSeconds());
      all.put("udp", timeouts.udp().toSeconds());
    }
    return all;
  }

  private static String ipset(LocatedTree set) {
    String options =
        set.get("range").isAbsent()
            ? "family " + set.get("family").text() + " hashsize 1024 maxelem 65536"
            : "range " + set.get("range").text();
    return set.get("name").text()
        + " "
        + set.get("type").text()
        + " "
        + options
        + " "
        + set.get("entries").items().stream().map(entry -> entry.node().asText()).sorted().toList();
  }

  private static String ipset(Ipset set) {
    return set.name()
        + " "
        + set.type()
        + " "
        + set.options()
        + " "
        + set.entries().stream().map(IpsetEntry::written).sorted().toList();
  }

  private static String server(LocatedTree server) {
    StringBuilder text = new StringBuilder(server.get("protocol").text());
    text.append(' ').append(server.get("address").text());
    text.append(' ').append(server.get("port").node().asText());
    text.append(' ').append(server.get("scheduler").text());
    text.append(' ').append(server.get("flags").texts());
    text.append(' ').append(server.get("timeout").node().asText());
    text.append(' ')
        .append(server.get("realServers").items().stream().map(IpvsRecording::real).toList());
    return text.toString();
  }

  private static String real(LocatedTree server) {
    return server.get("address").text()
        + " "
        + server.get("port").node().asText()
        + " "
        + server.get("weight").node().asText();
  }

  private static String server(VirtualServer server) {
    List<String> flags = new ArrayList<>();
    server.scheduling().persistence().ifPresent(seconds -> flags.add("persistent"));
    if (server.scheduling().hashesPort()) {
      flags.add("mh-port");
    }
    return server.protocol()
        + " "
        + server.address().address()
        + " "
        + server.address().port()
        + " "
        + server.scheduling().scheduler()
        + " "
        + flags
        + " "
        + server.scheduling().persistence().orElse(0)
        + " "
        + server.servers().stream()
            .map(
                real ->
                    real.address().address() + " " + real.address().port() + " " + real.weight())
            .sorted()
            .toList();
  }

  /** The families that the cluster has. */
  List<IpFamily> families() {
    return scenario("manifest.yaml").toString().contains("dual-")
        ? List.of(IpFamily.values())
        : List.of(IpFamily.IPV4);
  }

  IpvsSync sync(IpFamily family) {
    return (IpvsSync) new KubeProxy(config(), family).sync(node(), cluster());
  }

  String node() {
    return Splitter.on('.').split(file.getFileName().toString()).iterator().next();
  }

  /** The cluster of the scenario, as the control plane completes it. */
  ClusterState cluster() {
    Path manifest = scenario("manifest.yaml");
    ControlPlaneConfig config =
        manifest.toString().contains("dual-")
            ? ControlPlaneConfig.of(IpFamily.IPV4, IpFamily.IPV6)
            : ControlPlaneConfig.of(IpFamily.IPV4);
    return ControlPlane.load(
            ManifestReader.read(new TextSource(manifest.toString(), read(manifest))), config)
        .state();
  }

  /** How the kube-proxy was set up: the recording's own settings over those of the scenario. */
  KubeProxyConfig config() {
    ObjectNode whole = settings();
    if (Files.exists(file)) {
      JsonNode own = tree(file).get("configuration").node();
      own.properties().forEach(field -> whole.set(field.getKey(), field.getValue()));
    }
    whole.put("apiVersion", "kubeproxy.config.k8s.io/v1alpha1");
    whole.put("kind", "KubeProxyConfiguration");
    whole.put("mode", "ipvs");
    if (!whole.has("clusterCIDR")) {
      whole.put("clusterCIDR", "10.244.0.0/16,fd00:10:244::/48");
    }
    String version = file.getParent().getParent().getFileName().toString();
    return KubeProxyConfigReader.read(
        new TextSource("config", whole.toString()), KubernetesVersion.of(version));
  }

  private ObjectNode settings() {
    Path scenario = scenario("scenario.yaml");
    return Files.exists(scenario)
        ? tree(scenario).get("kubeProxyConfiguration").node().deepCopy()
        : JsonNodeFactory.instance.objectNode();
  }

  /** A file of the scenario: beside the recording, or in a folder that has the same scenario. */
  private Path scenario(String name) {
    Path own = file.getParent().getParent().getParent();
    return Stream.of(
            own.getParent(),
            own.resolveSibling("../conformance"),
            own.resolveSibling("../conformance-dual"),
            ROOT.resolve("conformance"),
            ROOT.resolve("conformance-dual"))
        .map(folder -> folder.resolve(own.getFileName()).resolve(name).normalize())
        .filter(Files::exists)
        .findFirst()
        .orElse(own.resolve(name));
  }

  private static LocatedTree tree(Path path) {
    return new TextSource(path.toString(), read(path)).documents().get(0);
  }

  static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code clusterip/v1.36/ipvs/node1.yaml}. */
  @Override
  public String toString() {
    int count = file.getNameCount();
    return file.subpath(count - 4, count).toString();
  }
}
