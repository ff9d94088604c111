package io.kubenet.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import io.kubenet.manifest.ManifestReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** The options that say which cluster is asked about. */
final class ClusterOptions {

  @Option(
      names = "-f",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "A manifest, a folder of them, or - for the standard input.")
  private List<ManifestInput> files;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "How many nodes there are where the manifests hold none.")
  private Optional<Integer> nodes;

  @Option(
      names = "--kube-proxy-config",
      paramLabel = "FILE",
      description = "A KubeProxyConfiguration, the file that kube-proxy itself reads.")
  private Optional<Path> kubeProxyConfig;

  @Option(names = "--mode", paramLabel = "MODE", description = "iptables or nftables.")
  private Optional<String> mode;

  @Option(
      names = "--kubernetes-version",
      paramLabel = "VERSION",
      description = "kube-proxy's version, such as 1.36.")
  private Optional<String> version;

  @Option(names = "--seed", paramLabel = "N", description = "Decides what is left to chance.")
  private Optional<Long> seed;

  @Option(
      names = "--rules",
      paramLabel = "NODE=FILE",
      description =
          "What iptables-save, ip6tables-save or nft list ruleset printed on a real node, in the"
              + " place of the emulator's own rules.")
  private List<String> rules = ImmutableList.of();

  /** The cluster, as its manifests and these options make it. */
  Cluster cluster() {
    return cluster(UnaryOperator.identity());
  }

  /** The cluster, with more that is set up by other options. */
  Cluster cluster(UnaryOperator<ClusterConfig> more) {
    return KubeNet.load(more.apply(withRules(config())), ManifestInput.all(files));
  }

  private ClusterConfig withRules(ClusterConfig config) {
    ClusterConfig changed = config;
    for (String option : rules) {
      List<String> parts = Splitter.on('=').limit(2).splitToList(option);
      if (parts.size() < 2) {
        throw new IllegalArgumentException("--rules '" + option + "' is not NODE=FILE");
      }
      changed = changed.withRules(parts.get(0), Path.of(parts.get(1)));
    }
    return changed;
  }

  private ClusterConfig config() {
    ClusterConfig config = ClusterConfig.iptables();
    if (version.isPresent()) {
      config = config.withKubernetesVersion(version.get());
    }
    if (kubeProxyConfig.isPresent()) {
      Path file = kubeProxyConfig.get();
      config =
          config.withKubeProxyConfiguration(file.toString(), ManifestReader.source(file).text());
    }
    if (mode.isPresent()) {
      config = config.withMode(mode.get());
    }
    if (nodes.isPresent()) {
      config = config.withNodeCount(nodes.get());
    }
    return seed.map(config::withSeed).orElse(config);
  }
}
