package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import io.kubenet.ClusterConfig;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say how the cluster's DNS server is set up. */
final class DnsOptions {

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

  /** A configuration with what these options say. */
  ClusterConfig in(ClusterConfig config) {
    ClusterConfig started = config.withDnsServers(servers.toArray(String[]::new));
    return corefile.map(ManifestReader::source).map(file -> with(started, file)).orElse(started);
  }

  private static ClusterConfig with(ClusterConfig config, TextSource file) {
    return config.withCorefile(file.name(), file.text());
  }
}
