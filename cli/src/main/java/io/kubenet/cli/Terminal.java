package io.kubenet.cli;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What the command was started on.
 *
 * @param environment the environment's variables
 * @param isOut whether the standard output is a terminal
 * @param isError whether the standard error is one
 * @param measure asks the terminal for its width
 */
record Terminal(
    Map<String, String> environment, boolean isOut, boolean isError, IntSupplier measure) {

  /** Files and pipes. */
  static final Terminal NONE = new Terminal(ImmutableMap.of(), false, false, () -> 0);

  private static final int NARROWEST = 40;

  /** The one that this process was started on. */
  static Terminal ofProcess() {
    return new Terminal(
        System.getenv(),
        isTerminal(1),
        isTerminal(2),
        () -> new UsageMessageSpec().autoWidth(true).width());
  }

  /**
   * Java's console is none where the input is a pipe, as in {@code helm template . | kubenet}, so
   * Linux is asked itself. Elsewhere nothing counts as a terminal.
   */
  private static boolean isTerminal(int descriptor) {
    Path file = Path.of("/proc/self/fd", Integer.toString(descriptor));
    try {
      String device = Files.readSymbolicLink(file).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Colours for a terminal that has them, and where NO_COLOR does not forbid them. */
  Ansi ansi() {
    boolean isForbidden = !variable("NO_COLOR").isEmpty() || variable("TERM").equals("dumb");
    return isOut && !isForbidden ? Ansi.ON : Ansi.OFF;
  }

  /** How many letters fit in a line; empty where lines have no end. */
  Optional<Integer> width() {
    if (!isOut) {
      return Optional.empty();
    }
    Integer columns = Ints.tryParse(variable("COLUMNS"));
    return Optional.of(Math.max(NARROWEST, columns == null ? measure.getAsInt() : columns));
  }

  private String variable(String name) {
    return environment.getOrDefault(name, "");
  }
}
