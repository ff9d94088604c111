package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ScreenTest {

  private final Screen narrow = screen(Ansi.OFF, 40);

  @Test
  void shortLinesStay() {
    assertThat(narrow.fit("  100.00%  1  ESTABLISHED\nend"))
        .isEqualTo("  100.00%  1  ESTABLISHED\nend");
  }

  @Test
  void longLineGoesOnBelowItsLastColumn() {
    assertThat(narrow.fit("  100.00%  TIMED_OUT  denied ingress of pod shop/redis-0"))
        .isEqualTo("  100.00%  TIMED_OUT  denied ingress of\n           pod shop/redis-0");
  }

  @Test
  void lineWithoutColumnsIsIndented() {
    assertThat(narrow.fit("denied ingress of pod shop/redis-0 by a policy"))
        .isEqualTo("denied ingress of pod shop/redis-0 by a\n    policy");
  }

  @Test
  void wordThatFitsNowhereIsLeftWhole() {
    String word = "x".repeat(50);

    assertThat(narrow.fit("a " + word + " b")).isEqualTo("a " + word + "\n    b");
  }

  @Test
  void coloursTakeNoRoom() {
    Screen coloured = screen(Ansi.ON, 40);
    String line = coloured.palette().bad("FAIL") + "  TCP pod/shop/client -> redis:6379x";

    assertThat(coloured.fit(line)).isEqualTo(line);
  }

  @Test
  void withoutATerminalLinesHaveNoEnd() {
    String line = "word ".repeat(100);

    assertThat(new Screen(new Palette(Ansi.OFF), Optional.empty()).fit(line)).isEqualTo(line);
  }

  private static Screen screen(Ansi ansi, int width) {
    return new Screen(new Palette(ansi), Optional.of(width));
  }
}
