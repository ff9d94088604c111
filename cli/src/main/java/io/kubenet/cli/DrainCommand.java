package io.kubenet.cli;

import io.kubenet.Script;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what the drain of a node costs while it happens. */
@Command(
    name = "drain",
    description = "What it costs to cordon a node and evict its pods.",
    footer = "  kubenet drain node1 -f shop.yaml --from pod/shop/client --to api:80")
final class DrainCommand implements Callable<Integer> {

  @Mixin private TimelineOptions options;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NODE", description = "The node.")
  private String node;

  @Override
  public Integer call() {
    return options.follow(options.applying(Script.at(TimelineOptions.CHANGE)).drain(node), spec);
  }
}
