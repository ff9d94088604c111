package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import io.kubenet.Cluster;
import io.kubenet.Connection;
import io.kubenet.html.Pages;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the way of one connection, host by host, rule by rule, and of its reply. */
@Command(
    name = "trace",
    description = "The way of one connection, host by host, rule by rule, and its reply.",
    footer = "  kubenet trace -f shop.yaml --from pod/shop/client --to api:80")
final class TraceCommand implements Runnable {

  @Mixin private ClusterOptions cluster;
  @Mixin private PageOutputOption output;
  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = false, multiplicity = "1")
  private ProbeOptions probe;

  @Option(names = "--explain", description = "A plain sentence for each rule.")
  private boolean isExplained;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(written(cluster.cluster()).stripTrailing());
    out.flush();
  }

  /** A page shows every way; the others show the one that the seed decides. */
  private String written(Cluster asked) {
    return switch (output.format()) {
      case TEXT -> Screen.of(spec.commandLine()).fit(text(asked, probe.probe().one(asked)));
      case JSON -> json(asked).of(probe.probe().one(asked)).toString();
      case HTML -> Pages.of(asked, probe.probe().every(asked));
    };
  }

  private TraceJson json(Cluster asked) {
    return isExplained ? TraceJson.explained(asked) : TraceJson.plain();
  }

  private String text(Cluster asked, Connection connection) {
    String story = isExplained ? new Explained(asked, connection).text() : connection.toString();
    List<String> lines =
        ImmutableList.<String>builder()
            .add(story.stripTrailing())
            .addAll(asked.interfaces())
            .build();
    return String.join("\n", lines);
  }
}
