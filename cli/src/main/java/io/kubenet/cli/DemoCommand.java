package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import io.kubenet.manifest.TextSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Shows what the command can do, on a small shop and an article's cluster that it brings with it.
 */
@Command(
    name = "demo",
    description =
        "A small shop: its rules, a trace and a balance, on no input at all; then how a Service"
            + " works.",
    footer = {
      "  kubenet demo",
      "  kubenet demo --manifest > shop.yaml    (to ask the same and more yourself)"
    })
final class DemoCommand implements Runnable {

  private static final String SHOP = "shop.yaml";
  private static final ImmutableList<String> MANIFESTS =
      ImmutableList.of(SHOP, "article.yaml", "article-outside.yaml");
  private static final String SCRIPT = "steps.yaml";

  @Spec private CommandSpec spec;

  @Option(
      names = "--manifest",
      arity = "0..1",
      fallbackValue = SHOP,
      paramLabel = "NAME",
      description = "Print a manifest alone: shop.yaml, article.yaml or article-outside.yaml.")
  private Optional<String> manifest;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (manifest.isPresent()) {
      out.print(manifest(manifest.get()).text());
      return;
    }
    DemoStep.read(resource(SCRIPT)).forEach(step -> show(step, out));
  }

  private TextSource manifest(String name) {
    if (!MANIFESTS.contains(name)) {
      throw new ParameterException(
          spec.commandLine(),
          "the demo has no manifest '" + name + "'; it has: " + String.join(", ", MANIFESTS));
    }
    return resource(name);
  }

  private void show(DemoStep step, PrintWriter out) {
    Palette palette = Screen.of(spec.commandLine()).palette();
    step.say().lines().map(palette::strong).forEach(out::println);
    out.println();
    out.println(palette.faint("$ ") + step.typed());
    out.println(step.shown(output(step)));
    out.flush();
  }

  private String output(DemoStep step) {
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    CommandLine line = Main.commandLine(terminal()).setOut(writer).setErr(writer);
    line.registerConverter(ManifestInput.class, DemoCommand::input);
    line.execute(step.command().toArray(String[]::new));
    writer.flush();
    return output.toString();
  }

  /** The one of the demo, told of no progress: what is shown is indented first. */
  private Terminal terminal() {
    Terminal own = ((Main) spec.root().userObject()).terminal();
    return new Terminal(own.environment(), own.isOut(), false, own.measure());
  }

  private static ManifestInput input(String name) {
    return MANIFESTS.contains(name) ? ManifestInput.of(resource(name)) : ManifestInput.of(name);
  }

  private static TextSource resource(String name) {
    try {
      return new TextSource(
          name,
          Resources.toString(
              DemoCommand.class.getResource("demo/" + name), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
