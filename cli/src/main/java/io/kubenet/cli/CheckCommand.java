package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import io.kubenet.Cluster;
import io.kubenet.manifest.ManifestReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares connections with what should become of them. */
@Command(
    name = "check",
    description = "Compares with what should be; exit status 1 and the differences if it is not.",
    footer = {
      "  kubenet check -f shop.yaml --expect expectations.yaml",
      "  where expectations.yaml holds a list of",
      "    {from: pod/shop/client, to: api:80, expect: ESTABLISHED,",
      "     endpoints: {shop/api-0: 1/2, shop/api-1: 1/2}, clientIp: preserved}",
      "  (protocol, via, endpoints and clientIp may be left out; endpoints may be a list of names,",
      "  from and to may be lists: each of one to each of the other)"
    })
final class CheckCommand implements Callable<Integer> {

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOption output;
  @Spec private CommandSpec spec;

  @Option(
      names = "--expect",
      required = true,
      paramLabel = "EXPECTATIONS",
      description = "A list of connections and what should become of them.")
  private Path expectations;

  @Option(
      names = "--junit-xml",
      paramLabel = "FILE",
      description = "Write the results as a JUnit report too, for CI.")
  private Optional<Path> report;

  @Override
  public Integer call() {
    Cluster asked = cluster.cluster();
    List<Check> checks =
        Expectation.read(ManifestReader.source(expectations)).stream()
            .map(expectation -> Check.of(expectation, asked))
            .collect(ImmutableList.toImmutableList());
    PrintWriter out = spec.commandLine().getOut();
    out.println(output.isJson() ? CheckJson.of(checks) : text(checks));
    report.ifPresent(file -> write(file, CheckXml.of(checks)));
    return checks.stream().allMatch(Check::holds) ? 0 : 1;
  }

  private String text(List<Check> checks) {
    Screen screen = Screen.of(spec.commandLine());
    return screen.fit(new CheckText(screen.palette()).of(checks));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot write " + file, e);
    }
  }
}
