package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import io.kubenet.Traffic;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what a change of manifests, or of kube-proxy's configuration, changes. */
@Command(
    name = "diff",
    description = "What a change of manifests or configuration changes, connection by connection.",
    footer = {
      "  kubenet diff --before main/ --after branch/",
      "  kubenet diff -f shop.yaml --before-mode iptables --after-mode nftables"
    })
final class DiffCommand implements Runnable {

  @Mixin private ConfigOptions config;
  @Mixin private OutputOption output;
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Manifests manifests;

  /** One manifest, or two. */
  static final class Manifests {
    @Option(
        names = "-f",
        arity = "1..*",
        paramLabel = "FILE",
        required = true,
        description = "The manifests of both, where the configuration alone changes.")
    private List<ManifestInput> same = ImmutableList.of();

    @ArgGroup(exclusive = false)
    private Two two = new Two();
  }

  /** Manifests before and after. */
  static final class Two {
    @Option(names = "--before", arity = "1..*", paramLabel = "FILE", required = true)
    private List<ManifestInput> before = ImmutableList.of();

    @Option(names = "--after", arity = "1..*", paramLabel = "FILE", required = true)
    private List<ManifestInput> after = ImmutableList.of();
  }

  @Option(names = "--before-config", paramLabel = "FILE", description = "kube-proxy's, before.")
  private Optional<Path> configBefore;

  @Option(names = "--after-config", paramLabel = "FILE", description = "kube-proxy's, after.")
  private Optional<Path> configAfter;

  @Option(names = "--before-mode", paramLabel = "MODE", description = "kube-proxy's, before.")
  private Optional<String> modeBefore;

  @Option(names = "--after-mode", paramLabel = "MODE", description = "kube-proxy's, after.")
  private Optional<String> modeAfter;

  @Option(
      names = "--external",
      paramLabel = "IP",
      description = "A client outside of the cluster, repeated for more; ${DEFAULT-VALUE}.")
  private List<String> clients = ImmutableList.of("192.168.0.250", "fd00:192::fa");

  @Override
  public void run() {
    List<TrafficDifference> differences =
        TrafficDifference.between(
            traffic(manifests.two.before, configured(configBefore, modeBefore)),
            traffic(manifests.two.after, configured(configAfter, modeAfter)));
    PrintWriter out = spec.commandLine().getOut();
    Screen screen = Screen.of(spec.commandLine());
    out.println(
        output.isJson()
            ? DiffJson.of(differences)
            : screen.fit(new DiffReport(screen.palette()).of(differences)));
  }

  private Traffic traffic(List<ManifestInput> inputs, ClusterConfig set) {
    Cluster loaded =
        KubeNet.load(set, ManifestInput.all(inputs.isEmpty() ? manifests.same : inputs));
    Unheeded.in(loaded).say(spec.commandLine().getErr());
    return loaded.traffic(clients);
  }

  private ClusterConfig configured(Optional<Path> file, Optional<String> mode) {
    ClusterConfig configured = ConfigOptions.changed(config.config(), file, ConfigOptions::with);
    return ConfigOptions.changed(configured, mode, ClusterConfig::withMode);
  }
}
