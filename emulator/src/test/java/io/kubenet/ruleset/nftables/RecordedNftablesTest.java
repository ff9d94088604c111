package io.kubenet.ruleset.nftables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every listing that a real node printed is read, and printed so that it reads the same. */
final class RecordedNftablesTest {

  private static final Path RECORDINGS = Path.of("src/test/resources/recordings");

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void listingIsReadAndPrinted(Path recording) throws IOException {
    NftablesRuleset read = NftablesRuleset.parse(Files.readString(recording));

    NftablesRuleset again = NftablesRuleset.parse(read.text());

    assertThat(again).isEqualTo(read);
    assertThat(again.text()).isEqualTo(read.text());
  }

  /** What is printed differs from nft 1.0.6 in one place, which kube-proxy itself writes so. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void listingIsPrintedAsNftPrintsIt(Path recording) throws IOException {
    String listing = Files.readString(recording);

    String printed = NftablesRuleset.parse(listing).text();

    assertThat(withoutLineBreaksInSets(printed.replace(" addr . port to", " to")))
        .isEqualTo(withoutLineBreaksInSets(listing));
  }

  @Test
  void thereAreRecordings() {
    assertThat(recordings()).hasSizeGreaterThan(350);
  }

  private static String withoutLineBreaksInSets(String text) {
    return text.replaceAll(",\\s+", ", ");
  }

  static Stream<Path> recordings() {
    try (Stream<Path> files = Files.walk(RECORDINGS)) {
      return files
          .filter(file -> file.toString().matches(".*/nftables/[^/]+\\.rules6?"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
