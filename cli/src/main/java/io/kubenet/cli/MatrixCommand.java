package io.kubenet.cli;

import io.kubenet.Cluster;
import io.kubenet.Reachability;
import io.kubenet.html.Pages;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints who reaches what, with policies in force. */
@Command(
    name = "matrix",
    description = "Which pod reaches which port of Services and pods, with policies in force.",
    footer = "  helm template . | kubenet matrix -f -")
final class MatrixCommand implements Runnable {

  @Mixin private ClusterOptions cluster;
  @Mixin private PageOutputOption output;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Cluster asked = cluster.cluster();
    Reachability reachability = asked.reachability();
    PrintWriter out = spec.commandLine().getOut();
    out.println(written(reachability, Unheeded.in(asked)).stripTrailing());
    out.flush();
  }

  private String written(Reachability reachability, Unheeded unheeded) {
    return switch (output.format()) {
      case TEXT -> Screen.of(spec.commandLine()).fit(reachability.toString());
      case JSON -> MatrixJson.of(reachability, unheeded).toString();
      case HTML -> Pages.of(reachability);
    };
  }
}
