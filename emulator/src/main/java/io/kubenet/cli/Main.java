package io.kubenet.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The {@code kubenet} command. */
@Command(
    name = "kubenet",
    description = "A Kubernetes network inside one JVM: who reaches whom, and by which rules.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExample:%n",
    footer = "  kubenet demo",
    subcommands = {
      DemoCommand.class,
      RulesCommand.class,
      ReachCommand.class,
      TraceCommand.class,
      MatrixCommand.class,
      DnsCommand.class,
      CheckCommand.class,
      DiffCommand.class,
      DiagnoseCommand.class,
      GenerateCompletion.class
    })
public final class Main {

  private Main() {}

  /** Runs the command and ends the JVM with its exit status. */
  public static void main(String[] arguments) {
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments));
  }

  /** Runs the command; gives its exit status. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = commandLine().setOut(out).setErr(err);
    try {
      return line.execute(arguments);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return FaultReport.internal(line, e);
    } finally {
      out.flush();
      err.flush();
    }
  }

  static CommandLine commandLine() {
    FaultReport faults = new FaultReport();
    return new CommandLine(new Main())
        .setParameterExceptionHandler(faults)
        .setExecutionExceptionHandler(faults)
        .registerConverter(ManifestInput.class, ManifestInput::of)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUnmatchedOptionsAllowedAsOptionParameters(false)
        .setUsageHelpAutoWidth(true);
  }
}
