package io.kubenet.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.symbolic.NodeAddresses;
import io.kubenet.symbolic.NodeDifferences;
import io.kubenet.symbolic.NodeListing;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells whether two nodes, or the same node before and after, treat every packet alike. */
@Command(
    name = "equal",
    description = "Whether nodes treat every packet alike, or which packets they do not.",
    footer = {
      "  kubenet equal --before-rules node1=a.rules --after-rules node1=b.rules",
      "  kubenet equal -f shop.yaml --node node1 --after-rules node1=node1.rules",
      "  kubenet equal -f shop.yaml --node node1 --before-mode iptables --after-mode nftables"
    })
final class EqualCommand implements Callable<Integer> {

  private static final int DIFFERENT = 1;
  private static final int UNDECIDED = 3;

  @Mixin private ConfigOptions config;
  @Mixin private OutputOption output;
  @Spec private CommandSpec spec;

  @Option(
      names = "-f",
      arity = "1..*",
      paramLabel = "FILE",
      description = "The manifests of both, where something else changes.")
  private List<ManifestInput> same = ImmutableList.of();

  @Option(names = "--before", arity = "1..*", paramLabel = "FILE", description = "Manifests.")
  private List<ManifestInput> before = ImmutableList.of();

  @Option(names = "--after", arity = "1..*", paramLabel = "FILE", description = "Manifests.")
  private List<ManifestInput> after = ImmutableList.of();

  @Option(
      names = "--before-rules",
      paramLabel = "NODE=FILE",
      description = "What a node's tool listed, before; else what kube-proxy would write.")
  private List<String> rulesBefore = ImmutableList.of();

  @Option(
      names = "--after-rules",
      paramLabel = "NODE=FILE",
      description = "What a node's tool listed, after; else what kube-proxy would write.")
  private List<String> rulesAfter = ImmutableList.of();

  @Option(names = "--before-mode", paramLabel = "MODE", description = "kube-proxy's, before.")
  private Optional<String> modeBefore;

  @Option(names = "--after-mode", paramLabel = "MODE", description = "kube-proxy's, after.")
  private Optional<String> modeAfter;

  @Option(names = "--before-version", paramLabel = "VERSION", description = "kube-proxy's, before.")
  private Optional<String> versionBefore;

  @Option(names = "--after-version", paramLabel = "VERSION", description = "kube-proxy's, after.")
  private Optional<String> versionAfter;

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "A node, repeated for more; else those whose rules are given, or node1.")
  private List<String> nodes = ImmutableList.of();

  @Option(names = "--family", defaultValue = "ipv4", paramLabel = "ipv4|ipv6")
  private IpFamily family;

  @Option(
      names = "--budget",
      defaultValue = "200000",
      paramLabel = "N",
      description = "How many classes of packets are looked at; ${DEFAULT-VALUE}.")
  private int budget;

  @Override
  public Integer call() {
    Map<String, Path> listedBefore = listings("--before-rules", rulesBefore);
    Map<String, Path> listedAfter = listings("--after-rules", rulesAfter);
    Side first = new Side(listedBefore, cluster(before, modeBefore, versionBefore));
    Side second = new Side(listedAfter, cluster(after, modeAfter, versionAfter));
    Map<String, NodeDifferences> differences = new LinkedHashMap<>();
    for (String node : asked(listedBefore, listedAfter)) {
      differences.put(node, differences(node, first, second));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        output.isJson() ? EqualReport.json(differences) + "\n" : EqualReport.text(differences));
    out.flush();
    if (differences.values().stream().anyMatch(found -> !found.differences().isEmpty())) {
      return DIFFERENT;
    }
    return differences.values().stream().allMatch(NodeDifferences::isAlike) ? 0 : UNDECIDED;
  }

  private NodeDifferences differences(String node, Side first, Side second) {
    NodeListing one = first.listing(node, family);
    NodeListing two = second.listing(node, family);
    NodeAddresses addresses =
        first
            .addresses(node, family)
            .or(() -> second.addresses(node, family))
            .orElseGet(() -> usual(node));
    return NodeDifferences.between(
        one.on(addresses), two.on(addresses), one.universe(two, ImmutableList.of(family)), budget);
  }

  private List<String> asked(Map<String, Path> one, Map<String, Path> two) {
    if (!nodes.isEmpty()) {
      return nodes;
    }
    Map<String, Path> listed = new LinkedHashMap<>(one);
    listed.putAll(two);
    return listed.isEmpty() ? ImmutableList.of("node1") : ImmutableList.copyOf(listed.keySet());
  }

  private Optional<Cluster> cluster(
      List<ManifestInput> own, Optional<String> mode, Optional<String> version) {
    List<ManifestInput> inputs = own.isEmpty() ? same : own;
    if (inputs.isEmpty()) {
      return Optional.empty();
    }
    ClusterConfig configured =
        ConfigOptions.changed(config.config(), version, ClusterConfig::withKubernetesVersion);
    return Optional.of(
        KubeNet.load(
            ConfigOptions.changed(configured, mode, ClusterConfig::withMode),
            ManifestInput.all(inputs)));
  }

  private static Map<String, Path> listings(String name, List<String> options) {
    Map<String, Path> listings = new LinkedHashMap<>();
    for (String option : options) {
      List<String> parts = Splitter.on('=').limit(2).splitToList(option);
      if (parts.size() < 2 || parts.contains("")) {
        throw new IllegalArgumentException(name + " '" + option + "' is not NODE=FILE");
      }
      listings.put(parts.get(0), Path.of(parts.get(1)));
    }
    return listings;
  }

  /** The addresses of the emulator's own nodes: node2 has 192.168.0.12 and 10.244.2.0/24. */
  private static NodeAddresses usual(String node) {
    String digits = node.replaceAll("\\D", "");
    int number = digits.isEmpty() || digits.length() > 2 ? 1 : Integer.parseInt(digits);
    return new NodeAddresses(
        ImmutableList.of(
            IpAddress.of("192.168.0." + (10 + number)), IpAddress.of("fd00:192::" + (10 + number))),
        ImmutableList.of(
            Cidr.of("10.244." + number + ".0/24"), Cidr.of("fd00:10:244:" + number + "::/64")));
  }

  /**
   * One of the two that are compared.
   *
   * @param listed the listings that are given, by node
   * @param cluster where kube-proxy's rules are of else
   */
  private record Side(Map<String, Path> listed, Optional<Cluster> cluster) {

    NodeListing listing(String node, IpFamily family) {
      if (listed.containsKey(node)) {
        Path file = listed.get(node);
        return NodeListing.of(file.toString(), ManifestReader.source(file).text());
      }
      return cluster
          .map(known -> NodeListing.of("rules of " + node, known.rules(node, family)))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "no rules of '"
                          + node
                          + "' are given on one side; give both, or the manifests"));
    }

    Optional<NodeAddresses> addresses(String node, IpFamily family) {
      return cluster.map(
          known -> {
            NodeAddresses usual = usual(node);
            return new NodeAddresses(
                ImmutableList.of(IpAddress.of(known.node(node).ip(family))), usual.podBlocks());
          });
    }
  }
}
