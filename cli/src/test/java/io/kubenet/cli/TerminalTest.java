package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalTest {

  private static final String ESCAPE = "\u001b[";

  @TempDir private Path folder;

  @Nested
  class Colours {

    @Test
    void areForTerminals() throws IOException {
      assertThat(reach(terminal(ImmutableMap.of())).out()).contains(ESCAPE + "31mTIMED_OUT");
      assertThat(reach(Terminal.NONE).out()).doesNotContain(ESCAPE);
    }

    @Test
    void areForbiddenByNoColor() throws IOException {
      assertThat(reach(terminal(ImmutableMap.of("NO_COLOR", "1"))).out()).doesNotContain(ESCAPE);
    }

    @Test
    void areNotForDumbTerminals() throws IOException {
      assertThat(reach(terminal(ImmutableMap.of("TERM", "dumb"))).out()).doesNotContain(ESCAPE);
    }

    @Test
    void areForNoMachine() throws IOException {
      assertThat(reach(terminal(ImmutableMap.of()), "-o", "json").out()).doesNotContain(ESCAPE);
    }
  }

  @Nested
  class Width {

    @Test
    void isThatOfTheTerminal() throws IOException {
      assertThat(reach(terminal(ImmutableMap.of("NO_COLOR", "1"))).out().lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60))
          .hasSizeGreaterThan(2);
    }

    @Test
    void isWhatColumnsSays() {
      assertThat(terminal(ImmutableMap.of("COLUMNS", "132")).width()).contains(132);
      assertThat(terminal(ImmutableMap.of("COLUMNS", "")).width()).contains(60);
      assertThat(terminal(ImmutableMap.of("COLUMNS", "3")).width()).contains(40);
    }

    @Test
    void ofFilesHasNoEnd() {
      assertThat(Terminal.NONE.width()).isEmpty();
    }
  }

  @Nested
  class ToldProgress {

    private final StringWriter err = new StringWriter();

    @Test
    void isALineThatGoesWhenTheAnswerComes() {
      Progress progress = new Progress(new PrintWriter(err), "kubenet diff");

      progress.tick();
      progress.tick();
      new PrintWriter(new AnswerWriter(new StringWriter(), progress)).print("answer");
      progress.tick();

      assertThat(err)
          .hasToString(
              "\r\u001b[Kkubenet diff: working, 1 s\r\u001b[Kkubenet diff: working, 2 s\r\u001b[K");
    }

    @Test
    void isNothingWhereNoSecondIsOver() {
      new Progress(new PrintWriter(err), "kubenet diff").close();
      assertThat(err.toString()).isEmpty();
    }
  }

  private CommandRun reach(Terminal terminal, String... more) throws IOException {
    String[] arguments = {
      "reach",
      "-f",
      new ShopFiles(folder).shop(),
      "--from",
      "pod/shop/client",
      "--to",
      "redis:6379",
      "-o",
      more.length == 0 ? "text" : "json"
    };
    return CommandRun.on(terminal, arguments);
  }

  private static Terminal terminal(Map<String, String> environment) {
    return new Terminal(environment, true, true, () -> 60);
  }
}
