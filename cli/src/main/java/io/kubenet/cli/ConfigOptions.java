package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import io.kubenet.ClusterConfig;
import io.kubenet.manifest.ManifestReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Option;

/** The options that say how a cluster is set up beside its manifests. */
final class ConfigOptions {

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "How many nodes there are where the manifests hold none.")
  private Optional<Integer> nodes;

  @Option(
      names = "--pod-cidr",
      paramLabel = "CIDR[,CIDR]",
      split = ",",
      description =
          "The block that pods' addresses come from, or one of each IP family; else it is what the"
              + " manifests tell of.")
  private List<String> podCidrs = ImmutableList.of();

  @Option(
      names = "--service-cidr",
      paramLabel = "CIDR[,CIDR]",
      split = ",",
      description =
          "The block that cluster IPs come from, or one of each IP family; else it is what the"
              + " manifests tell of.")
  private List<String> serviceCidrs = ImmutableList.of();

  @Option(
      names = "--kube-proxy-config",
      paramLabel = "FILE",
      description = "A KubeProxyConfiguration, the file that kube-proxy itself reads.")
  private Optional<Path> kubeProxyConfig;

  @Option(
      names = "--network",
      paramLabel = "KIND",
      description =
          "How pods hang on their nodes: bridge; routed, by veths and routes as Calico's do; vpc,"
              + " the same with addresses of the nodes' subnet as aws-node's do.")
  private Optional<String> network;

  @Option(
      names = "--masquerade-outside",
      paramLabel = "CIDR[,CIDR]",
      split = ",",
      description =
          "The blocks that pods reach with their own addresses; 0.0.0.0/0 where nothing is"
              + " masqueraded. Else it is the pods' own block.")
  private List<String> unmasqueraded = ImmutableList.of();

  @Option(names = "--mode", paramLabel = "MODE", description = "iptables, nftables or ipvs.")
  private Optional<String> mode;

  @Option(
      names = "--kubernetes-version",
      paramLabel = "VERSION",
      description = "kube-proxy's version, such as 1.36.")
  private Optional<String> version;

  @Option(names = "--seed", paramLabel = "N", description = "Decides what is left to chance.")
  private Optional<Long> seed;

  @Option(
      names = "--corefile",
      paramLabel = "FILE",
      description = "A Corefile, in the place of the one that kubeadm installs.")
  private Optional<Path> corefile;

  @Option(
      names = "--dns-server",
      paramLabel = "IP",
      description = "An address of the server itself, in the place of kube-dns's endpoints.")
  private List<String> servers = ImmutableList.of();

  ClusterConfig config() {
    ClusterConfig ofVersion =
        changed(ClusterConfig.iptables(), version, ClusterConfig::withKubernetesVersion);
    ClusterConfig ofFile = changed(ofVersion, kubeProxyConfig, ConfigOptions::with);
    ClusterConfig ofMode =
        changed(
            changed(ofFile, network, ClusterConfig::withNetwork), mode, ClusterConfig::withMode);
    ClusterConfig ofNodes = changed(ofMode, nodes, ClusterConfig::withNodeCount);
    return withDns(withBlocks(changed(ofNodes, seed, ClusterConfig::withSeed)));
  }

  /** A configuration as an option changes it, where it is given. */
  static <T> ClusterConfig changed(
      ClusterConfig config,
      Optional<T> option,
      BiFunction<ClusterConfig, T, ClusterConfig> change) {
    return option.map(value -> change.apply(config, value)).orElse(config);
  }

  private ClusterConfig withBlocks(ClusterConfig config) {
    return changed(
        changed(
            changed(config, texts(unmasqueraded), ClusterConfig::withMasqueradeOutside),
            texts(podCidrs),
            ClusterConfig::withPodCidr),
        texts(serviceCidrs),
        ClusterConfig::withServiceCidr);
  }

  private static Optional<String[]> texts(List<String> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(values.toArray(String[]::new));
  }

  private ClusterConfig withDns(ClusterConfig config) {
    ClusterConfig served = config.withDnsServers(servers.toArray(String[]::new));
    return changed(
        served,
        corefile.map(ManifestReader::source),
        (asked, file) -> asked.withCorefile(file.name(), file.text()));
  }

  /** A configuration with the file that kube-proxy reads. */
  static ClusterConfig with(ClusterConfig config, Path kubeProxyFile) {
    return config.withKubeProxyConfiguration(
        kubeProxyFile.toString(), ManifestReader.source(kubeProxyFile).text());
  }
}
