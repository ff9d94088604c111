package io.kubenet.cli;

import io.kubenet.ClusterConfig;
import io.kubenet.manifest.ManifestReader;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say how a cluster is set up beside its manifests. */
final class ConfigOptions {

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

  ClusterConfig config() {
    ClusterConfig config = ClusterConfig.iptables();
    if (version.isPresent()) {
      config = config.withKubernetesVersion(version.get());
    }
    if (kubeProxyConfig.isPresent()) {
      config = with(config, kubeProxyConfig.get());
    }
    if (mode.isPresent()) {
      config = config.withMode(mode.get());
    }
    if (nodes.isPresent()) {
      config = config.withNodeCount(nodes.get());
    }
    return seed.map(config::withSeed).orElse(config);
  }

  /** A configuration with the file that kube-proxy reads. */
  static ClusterConfig with(ClusterConfig config, Path kubeProxyFile) {
    return config.withKubeProxyConfiguration(
        kubeProxyFile.toString(), ManifestReader.source(kubeProxyFile).text());
  }
}
