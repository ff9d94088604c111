package io.kubenet.cli;

import io.kubenet.Script;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what the rollout of one workload costs while it happens. */
@Command(
    name = "rollout",
    description = "What the rollout of a workload costs while it happens.",
    footer =
        "  kubenet rollout deployment/shop/api -f shop.yaml --from pod/shop/client --to api:80")
final class RolloutCommand implements Callable<Integer> {

  @Mixin private TimelineOptions options;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "KIND/NAMESPACE/NAME",
      description = "The workload; its template changes if no manifests are given.")
  private String workload;

  @Override
  public Integer call() {
    Script start = Script.at(TimelineOptions.CHANGE);
    return options.follow(
        options.hasManifests() ? options.applying(start) : start.restart(workload), spec);
  }
}
