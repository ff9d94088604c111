package io.kubenet.ruleset.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IpFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MutatedTextTest {

  private static final String TEXT =
      recording(
          "src/test/resources/recordings/conformance/session-affinity/v1.36/iptables/node1.rules");

  @Property
  void whatIsReadIsPrintedAsAFixpointAndWhatIsNotIsAClearError(@ForAll("mutations") String text) {
    try {
      String printed = IptablesRuleset.parseLeniently(IpFamily.IPV4, text).text();
      assertThat(IptablesRuleset.parseLeniently(IpFamily.IPV4, printed).text()).isEqualTo(printed);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).matches("(?s)(line \\d+: |the text ends within table ).+");
    }
  }

  /** A recording, a piece of which is replaced by a piece of it, or by other characters. */
  @Provide
  Arbitrary<String> mutations() {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, TEXT.length() - 1);
    Arbitrary<String> pieces =
        Arbitraries.oneOf(
            Arbitraries.strings().ascii().ofMaxLength(6),
            Arbitraries.of("! ", "\"", " -m ", " -j ", "\n", "/", ":", "-", " -p tcp ", "0x"),
            Combinators.combine(places, Arbitraries.integers().between(1, 40))
                .as((at, size) -> piece(at, size)));
    return Combinators.combine(places, Arbitraries.integers().between(0, 20), pieces)
        .as(
            (at, removed, piece) ->
                TEXT.substring(0, at)
                    + piece
                    + TEXT.substring(Math.min(TEXT.length(), at + removed)));
  }

  private static String piece(int at, int size) {
    return TEXT.substring(at, Math.min(TEXT.length(), at + size));
  }

  private static String recording(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
