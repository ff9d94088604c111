package io.kubenet.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
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
      EqualCommand.class,
      DiagnoseCommand.class,
      TimelineCommand.class,
      RolloutCommand.class,
      DrainCommand.class,
      GenerateCompletion.class
    })
public final class Main {

  private final Terminal terminal;

  private Main(Terminal terminal) {
    this.terminal = terminal;
  }

  Terminal terminal() {
    return terminal;
  }

  /** Runs the command and ends the JVM with its exit status. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(commandLine(Terminal.ofProcess()).setOut(out).setErr(err), arguments));
  }

  /** Runs the command; gives its exit status. */
  static int run(CommandLine line, String... arguments) {
    try {
      return line.execute(arguments);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return FaultReport.internal(line, e);
    } finally {
      line.getOut().flush();
      line.getErr().flush();
    }
  }

  static CommandLine commandLine() {
    return commandLine(Terminal.NONE);
  }

  static CommandLine commandLine(Terminal terminal) {
    FaultReport faults = new FaultReport();
    CommandLine line =
        new CommandLine(new Main(terminal))
            .setParameterExceptionHandler(faults)
            .setExecutionExceptionHandler(faults)
            .registerConverter(ManifestInput.class, ManifestInput::of)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUnmatchedOptionsAllowedAsOptionParameters(false)
            .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.ansi()))
            .setUsageHelpAutoWidth(terminal.isOut());
    return terminal.isError() ? line.setExecutionStrategy(Main::toldOfProgress) : line;
  }

  /** Long work tells that it goes on. */
  private static int toldOfProgress(ParseResult call) {
    CommandLine line = call.asCommandLineList().get(call.asCommandLineList().size() - 1);
    PrintWriter out = line.getOut();
    try (Progress progress =
        new Progress(line.getErr(), line.getCommandSpec().qualifiedName()).started()) {
      line.setOut(new PrintWriter(new AnswerWriter(out, progress), true));
      return new RunLast().execute(call);
    } finally {
      line.getOut().flush();
      line.setOut(out);
    }
  }
}
