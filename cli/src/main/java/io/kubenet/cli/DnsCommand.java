package io.kubenet.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.collect.ImmutableList;
import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.dns.message.Answer;
import io.kubenet.manifest.ManifestReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints how a resolver resolves a name, or what the server answers to questions. */
@Command(
    name = "dns",
    description = "The queries of a resolver for a name, or the server's answers to questions.",
    footer = "  kubenet dns -f shop.yaml --from pod/shop/client api")
final class DnsCommand implements Runnable {

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOption output;
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Asked asked;

  /** A name that a host resolves, or a file of questions for the server. */
  static final class Asked {
    @ArgGroup(exclusive = false)
    private Lookup lookup;

    @Option(
        names = "--queries",
        required = true,
        paramLabel = "FILE",
        description = "A list of {name, type, transport, ednsBufferSize} for the server.")
    private Path questions;

    boolean isFile() {
      return questions != null;
    }
  }

  /** A name, and who resolves it. */
  static final class Lookup {
    @Option(
        names = "--from",
        required = true,
        paramLabel = "SOURCE",
        description = "pod/NAMESPACE/NAME, node/NAME or external/IP.")
    private String from;

    @Parameters(paramLabel = "NAME", description = "The name that it resolves.")
    private String name;
  }

  @Override
  public void run() {
    Cluster served = cluster.load();
    PrintWriter out = spec.commandLine().getOut();
    out.print(asked.isFile() ? answers(served) : resolution(served));
    out.flush();
  }

  private String resolution(Cluster served) {
    Host host = Source.of(asked.lookup.from).in(served);
    ResolutionReport report =
        new ResolutionReport(host.resolve(asked.lookup.name), host.resolvConf());
    return output.isJson() ? report.json() + "\n" : report.text();
  }

  private String answers(Cluster served) {
    List<Answer> answers =
        QuestionList.read(ManifestReader.source(asked.questions)).stream()
            .map(served::answer)
            .collect(ImmutableList.toImmutableList());
    return output.isJson() ? json(answers) : text(answers);
  }

  private static String json(List<Answer> answers) {
    return JsonNodeFactory.instance
            .arrayNode()
            .addAll(answers.stream().map(AnswerReport::json).toList())
        + "\n";
  }

  private static String text(List<Answer> answers) {
    return answers.stream().map(AnswerReport::text).reduce("", String::concat);
  }
}
