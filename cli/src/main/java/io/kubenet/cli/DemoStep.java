package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.TextSource;
import java.util.List;
import java.util.Optional;

/**
 * A step of a demonstration: a command, and what it shows.
 *
 * @param say what to look at
 * @param command the command's arguments, as one would type them
 * @param only a text that a line of the output must hold to be shown
 */
record DemoStep(String say, List<String> command, Optional<String> only) {

  private static final ImmutableList<String> FIELDS = ImmutableList.of("say", "run", "only");

  DemoStep {
    command = ImmutableList.copyOf(command);
  }

  /** The steps of a script. */
  static List<DemoStep> read(TextSource script) {
    return script.documents().stream()
        .flatMap(document -> document.items().stream())
        .map(DemoStep::read)
        .collect(ImmutableList.toImmutableList());
  }

  private static DemoStep read(LocatedTree tree) {
    tree.allowOnly(FIELDS);
    return new DemoStep(
        tree.get("say").text().strip(),
        ImmutableList.copyOf(tree.get("run").text().strip().split("\\s+")),
        tree.get("only").optionalText());
  }

  /** {@code kubenet rules -f shop.yaml --node node1 | grep shop/api}. */
  String typed() {
    return "kubenet "
        + String.join(" ", command)
        + only.map(text -> " | grep -e '" + text + "'").orElse("");
  }

  /** What of the command's output is shown. */
  String shown(String output) {
    return output
        .lines()
        .filter(line -> only.map(line::contains).orElse(true))
        .map(line -> "  " + line.stripTrailing() + "\n")
        .reduce("", String::concat);
  }
}
