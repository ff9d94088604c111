package io.kubenet.cli;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks for people: a line for each difference, after the place of its expectation.
 *
 * @param palette its colours
 */
record CheckText(Palette palette) {

  String of(List<Check> checks) {
    long holding = checks.stream().filter(Check::holds).count();
    return checks.stream()
        .map(this::lines)
        .collect(
            Collectors.joining(
                "", "", "%d of %d expectations hold".formatted(holding, checks.size())));
  }

  private String lines(Check check) {
    return check.holds()
        ? palette.good("ok") + "    " + title(check) + "\n"
        : palette.bad("FAIL")
            + "  "
            + title(check)
            + "\n"
            + check.differences().stream()
                .map(line -> "      " + check.expectation().place() + ": " + line + "\n")
                .collect(Collectors.joining());
  }

  private static String title(Check check) {
    return check.expectation().probe().title();
  }
}
