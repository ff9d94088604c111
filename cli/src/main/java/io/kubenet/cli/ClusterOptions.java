package io.kubenet.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  @Option(
      names = "--interfaces",
      paramLabel = "NODE=FILE",
      description =
          "What ip addr or ip route printed on a real node whose rules are given: what its"
              + " interfaces are called.")
  private List<String> interfaces = ImmutableList.of();

  @Option(
      names = "--uplink",
      paramLabel = "NAME",
      description = "The interface to other nodes of the nodes whose rules are given: ens5.")
  private Optional<String> uplink;

  @Option(
      names = "--pod-interfaces",
      paramLabel = "NAME",
      description =
          "The interface of pods there: a bridge, cbr0, or how the names of their own veths begin,"
              + " cali+.")
  private Optional<String> podInterfaces;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * The cluster, as its manifests and these options make it. What no answer heeds is said on the
   * standard error.
   */
  Cluster cluster() {
    Cluster loaded = load();
    Unheeded.in(loaded).say(spec.commandLine().getErr());
    return loaded;
  }

  /** The cluster, of which nothing is said. */
  Cluster load() {
    ClusterConfig named =
        ConfigOptions.changed(
            ConfigOptions.changed(config.config(), uplink, ClusterConfig::withUplink),
            podInterfaces,
            ClusterConfig::withPodInterfaces);
    ClusterConfig all =
        withFiles(
            withFiles(named, "--rules", rules, ClusterConfig::withRules),
            "--interfaces",
            interfaces,
            ClusterConfig::withInterfaces);
    return KubeNet.load(all, ManifestInput.all(files));
  }

  private interface WithFile {
    ClusterConfig with(ClusterConfig config, String node, Path file);
  }

  private static ClusterConfig withFiles(
      ClusterConfig base, String name, List<String> options, WithFile change) {
    ClusterConfig changed = base;
    for (String option : options) {
      List<String> parts = Splitter.on('=').limit(2).splitToList(option);
      if (parts.size() < 2 || parts.contains("")) {
        throw new IllegalArgumentException(name + " '" + option + "' is not NODE=FILE");
      }
      changed = change.with(changed, parts.get(0), Path.of(parts.get(1)));
    }
    return changed;
  }
}
