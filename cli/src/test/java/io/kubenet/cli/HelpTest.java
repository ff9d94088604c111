package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {

  static Stream<String> commands() {
    return Main.commandLine().getSubcommands().keySet().stream()
        .filter(name -> !name.equals("generate-completion"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithAnExampleOfItself(String command) {
    CommandRun run = CommandRun.of(command, "--help");

    assertThat(run.status()).isZero();
    assertThat(run.out().substring(run.out().indexOf("Example:"))).contains("kubenet " + command);
  }

  @Test
  void versionIsToldAlone() {
    assertThat(CommandRun.of("--version").out()).startsWith("kubenet ").hasLineCount(1);
  }

  @Test
  void completionKnowsEveryCommand() {
    String script = CommandRun.of("generate-completion").out();

    assertThat(commands()).allSatisfy(command -> assertThat(script).contains(command));
  }
}
