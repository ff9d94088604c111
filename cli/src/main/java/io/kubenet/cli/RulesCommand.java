package io.kubenet.cli;

import io.kubenet.net.IpFamily;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints one node's rules. */
@Command(
    name = "rules",
    description = "One node's rules.",
    footer = "  kubenet rules -f shop.yaml --node node1")
final class RulesCommand implements Runnable {

  @Mixin private ClusterOptions cluster;
  @Spec private CommandSpec spec;

  @Option(names = "--node", required = true, paramLabel = "NODE", description = "The node.")
  private String node;

  @Option(names = "--family", defaultValue = "ipv4", paramLabel = "ipv4|ipv6")
  private IpFamily family;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(cluster.load().ruleScript(node, family));
    out.flush();
  }
}
