package io.kubenet.cli;

import io.kubenet.Connection;
import java.io.PrintWriter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the way of one connection, host by host, rule by rule, and of its reply. */
@Command(
    name = "trace",
    description = "The way of one connection, host by host, rule by rule, and its reply.",
    footer = "  kubenet trace -f shop.yaml --from pod/shop/client --to api:80")
final class TraceCommand implements Runnable {

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOption output;
  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = false, multiplicity = "1")
  private ProbeOptions probe;

  @Override
  public void run() {
    Connection connection = probe.probe().one(cluster.cluster());
    PrintWriter out = spec.commandLine().getOut();
    out.println(output.isJson() ? TraceJson.of(connection) : connection);
    out.flush();
  }
}
