package io.kubenet.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code kubenet} command. */
@Command(
    name = "kubenet",
    description = "A Kubernetes network inside one JVM: who reaches whom, and by which rules.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RulesCommand.class,
      ReachCommand.class,
      TraceCommand.class,
      MatrixCommand.class,
      DnsCommand.class
    })
public final class Main {

  /** Exit status: the input or the call is at fault. */
  private static final int FAULT = 2;

  private Main() {}

  /** Runs the command and ends the JVM with its exit status. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs the command; gives its exit status. */
  static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setParameterExceptionHandler((fault, arguments) -> report(fault.getCommandLine(), fault))
        .setExecutionExceptionHandler(
            (fault, line, result) -> {
              if (fault instanceof IllegalArgumentException || isManifestFault(fault)) {
                return report(line, fault);
              }
              throw fault;
            })
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  private static boolean isManifestFault(Exception fault) {
    return fault.getClass().getPackageName().startsWith("io.kubenet");
  }

  private static int report(CommandLine line, Exception fault) {
    PrintWriter out = line.getErr();
    out.println(fault.getMessage().lines().findFirst().orElse(""));
    out.flush();
    return FAULT;
  }
}
