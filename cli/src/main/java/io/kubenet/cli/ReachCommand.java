package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import io.kubenet.Cluster;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints every outcome of connections, each with its exact probability. */
@Command(
    name = "reach",
    description = "Every outcome of a connection, with its exact probability.",
    footer = "  kubenet reach -f shop.yaml --from pod/shop/client --to api:80")
final class ReachCommand implements Runnable {

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOption output;
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Asked asked;

  /** One connection, or a file of them. */
  static final class Asked {
    @ArgGroup(exclusive = false)
    private ProbeOptions one;

    @Option(
        names = "--probes",
        required = true,
        paramLabel = "FILE",
        description = "A list of {from, to, protocol, via}.")
    private Path file;

    boolean isFile() {
      return file != null;
    }
  }

  @Override
  public void run() {
    List<Probe> probes =
        asked.isFile() ? Probe.read(asked.file) : ImmutableList.of(asked.one.probe());
    Cluster loaded = cluster.cluster();
    List<Reach> answers = answers(loaded, probes);
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      out.println(asked.isFile() ? ReachJson.of(answers) : ReachJson.of(answers.get(0)));
    } else {
      Screen screen = Screen.of(spec.commandLine());
      ReachText text = new ReachText(screen.palette());
      answers.forEach(answer -> out.println(screen.fit(text.of(answer))));
      loaded.interfaces().forEach(said -> out.println(screen.fit(said)));
    }
    out.flush();
  }

  private static List<Reach> answers(Cluster asked, List<Probe> probes) {
    return probes.stream()
        .map(probe -> new Reach(probe, probe.every(asked), Unheeded.in(asked)))
        .collect(ImmutableList.toImmutableList());
  }
}
