package io.kubenet.cli;

import io.kubenet.Script;
import io.kubenet.time.Delays;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what a change costs while it happens. */
@Command(
    name = "timeline",
    description = "A change over time, and what it costs: events, rules, lost requests.",
    footer = {
      "  kubenet timeline -f before.yaml --then after.yaml --from pod/shop/client --to api:80",
      "  kubenet timeline -f shop.yaml --script steps.yaml --from pod/shop/client --to api:80",
      "  where steps.yaml holds a list such as",
      "    - {at: 1s, scale: {object: deployment/shop/api, replicas: 5}}",
      "    - {when: available deployment/shop/api, restart: deployment/shop/api}"
    })
final class TimelineCommand implements Callable<Integer> {

  @Mixin private TimelineOptions options;
  @Spec private CommandSpec spec;

  @Option(names = "--script", paramLabel = "STEPS", description = "What is done, and when.")
  private Optional<Path> script;

  @Option(
      names = "--show-delays",
      help = true,
      description = "Print the rows of a file for --delays, with what they usually are.")
  private boolean showsDelays;

  @Override
  public Integer call() {
    if (showsDelays) {
      spec.commandLine().getOut().println(Delays.typical());
      return 0;
    }
    Script steps = script.map(ScriptFile::read).orElse(Script.NONE);
    return options.follow(options.hasManifests() ? applied(steps) : steps, spec);
  }

  private Script applied(Script steps) {
    if (script.isPresent()) {
      throw new IllegalArgumentException("--then and --script are two scripts; expected one");
    }
    return options.applying(steps.thenAt(TimelineOptions.CHANGE));
  }
}
