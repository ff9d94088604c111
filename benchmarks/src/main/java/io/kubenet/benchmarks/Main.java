package io.kubenet.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of the table and prints a line for each: its name, its parameters, and
 * microseconds. With arguments it is JMH's own command.
 */
public final class Main {

  private static final List<String> OF_TABLE =
      List.of(
          "Verdicts",
          "Distribution",
          "OneChange",
          "OnlineBoutique",
          "RolloutUnderLoad",
          "PolicyVerdicts.allowed",
          "PolicyVerdicts.first",
          "RuleText");

  private Main() {}

  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    if (args.length > 0) {
      new Runner(new CommandLineOptions(args)).run();
      return;
    }
    OptionsBuilder options = new OptionsBuilder();
    OF_TABLE.forEach(options::include);
    new Runner(options.verbosity(VerboseMode.SILENT).shouldFailOnError(true).build())
        .run().stream().flatMap(Main::line).forEach(System.out::println);
  }

  private static Stream<String> line(RunResult result) {
    String name = result.getParams().getBenchmark().replace("io.kubenet.benchmarks.", "");
    Map<String, String> parameters = new TreeMap<>();
    result
        .getParams()
        .getParamsKeys()
        .forEach(key -> parameters.put(key, result.getParams().getParam(key)));
    return Stream.of(
        "%s%s %.4f"
            .formatted(
                name,
                parameters.isEmpty() ? "" : "-" + String.join("-", parameters.values()),
                result.getPrimaryResult().getScore()));
  }
}
