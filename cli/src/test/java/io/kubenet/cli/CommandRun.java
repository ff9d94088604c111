package io.kubenet.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * A run of the command in this JVM.
 *
 * @param status its exit status
 * @param out what it printed
 * @param err what it complained of
 */
record CommandRun(int status, String out, String err) {

  static CommandRun of(String... arguments) {
    return on(Terminal.NONE, arguments);
  }

  static CommandRun on(Terminal terminal, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        Main.commandLine(terminal).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int status = Main.run(line, arguments);
    return new CommandRun(status, out.toString(), err.toString());
  }
}
