package io.kubenet.cli;

import io.kubenet.Reachability;
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
  @Mixin private OutputOption output;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Reachability reachability = cluster.cluster().reachability();
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        output.isJson() ? MatrixJson.of(reachability) : reachability.toString().stripTrailing());
    out.flush();
  }
}
