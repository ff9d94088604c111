package io.kubenet.cli;

import io.kubenet.net.IpFamily;
import java.io.PrintWriter;
import java.util.regex.Pattern;
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

  private static final Pattern TABLE =
      Pattern.compile("^table (\\S+ \\S+) \\{$", Pattern.MULTILINE);

  @Mixin private ClusterOptions cluster;
  @Spec private CommandSpec spec;

  @Option(names = "--node", required = true, paramLabel = "NODE", description = "The node.")
  private String node;

  @Option(names = "--family", defaultValue = "ipv4", paramLabel = "ipv4|ipv6")
  private IpFamily family;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(fromNothing(cluster.load().rules(node, family)));
    out.flush();
  }

  /** Tables of nftables begin anew where there are some already, as those of iptables-save do. */
  private static String fromNothing(String rules) {
    return TABLE.matcher(rules).replaceAll("table $1\ndelete table $1\n$0");
  }
}
