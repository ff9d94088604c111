package io.kubenet.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
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

  @Mixin private ConfigOptions config;

  @Option(
      names = "--rules",
      paramLabel = "NODE=FILE",
      description =
          "What iptables-save, ip6tables-save or nft list ruleset printed on a real node, in the"
              + " place of the emulator's own rules.")
  private List<String> rules = ImmutableList.of();

  /** The cluster, as its manifests and these options make it. */
  Cluster cluster() {
    return KubeNet.load(withRules(config.config()), ManifestInput.all(files));
  }

  private ClusterConfig withRules(ClusterConfig base) {
    ClusterConfig changed = base;
    for (String option : rules) {
      List<String> parts = Splitter.on('=').limit(2).splitToList(option);
      if (parts.size() < 2 || parts.contains("")) {
        throw new IllegalArgumentException("--rules '" + option + "' is not NODE=FILE");
      }
      changed = changed.withRules(parts.get(0), Path.of(parts.get(1)));
    }
    return changed;
  }
}
