package io.kubenet.cli;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import io.kubenet.manifest.NearestName;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers bad calls and bad input: one line, whatever is wrong, and the exit status for it. */
final class FaultReport implements IParameterExceptionHandler, IExecutionExceptionHandler {

  /** Exit status: the input or the call is at fault. */
  private static final int FAULT = 2;

  private static final String OURS = "io.kubenet";

  @Override
  public int handleParseException(ParameterException fault, String[] arguments) {
    CommandLine line = fault.getCommandLine();
    String command = line.getCommandSpec().qualifiedName();
    return report(line, message(fault) + "; see " + command + " --help");
  }

  private static String message(ParameterException fault) {
    return fault instanceof UnmatchedArgumentException unmatched
        ? unknown(unmatched)
        : uncapitalized(withoutLabel(firstLine(fault)));
  }

  private static String unknown(UnmatchedArgumentException fault) {
    String name = quoted(firstLine(fault));
    CommandSpec spec = fault.getCommandLine().getCommandSpec();
    return name.startsWith("-")
        ? "no option '" + name + "'" + NearestName.hint(name, spec.optionsMap().keySet())
        : "no command '" + name + "'" + NearestName.hint(name, spec.subcommands().keySet());
  }

  /** picocli gives what it could not match in its message alone, if that is an option's value. */
  private static String quoted(String message) {
    return Splitter.on('\'').splitToList(message).get(1);
  }

  @Override
  public int handleExecutionException(Exception fault, CommandLine line, ParseResult result) {
    return isTold(fault) ? report(line, firstLine(fault)) : internal(line, fault);
  }

  /** Whether a fault's message is for the one who called: it is thrown to say what is wrong. */
  private static boolean isTold(Exception fault) {
    return fault instanceof ParameterException
        || fault.getClass().getPackageName().startsWith(OURS)
        || (fault.getClass() == IllegalArgumentException.class
            && fault.getMessage() != null
            && fault.getStackTrace()[0].getClassName().startsWith(OURS));
  }

  /** Reports a fault of the command's own. */
  static int internal(CommandLine line, Throwable fault) {
    Optional<StackTraceElement> place =
        Arrays.stream(fault.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith(OURS))
            .findFirst();
    return report(
        line,
        "internal error, please report it: "
            + fault.getClass().getSimpleName()
            + Optional.ofNullable(fault.getMessage()).map(text -> ": " + text).orElse("")
            + place.map(frame -> " at " + frame).orElse(""));
  }

  private static int report(CommandLine line, String message) {
    line.getErr().println(message.lines().findFirst().orElse(""));
    line.getErr().flush();
    return FAULT;
  }

  private static String firstLine(Exception fault) {
    return String.valueOf(fault.getMessage()).strip().lines().findFirst().orElse("");
  }

  /** picocli begins some messages with {@code Error: }. */
  private static String withoutLabel(String message) {
    return message.startsWith("Error: ") ? message.substring("Error: ".length()) : message;
  }

  private static String uncapitalized(String text) {
    return text.isEmpty() ? text : Ascii.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
