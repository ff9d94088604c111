package io.kubenet.ruleset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Recordings, of which pieces are replaced by pieces of them, or by other characters. */
public final class Mutations {

  private static final Path RECORDINGS = Path.of("src/test/resources/recordings/conformance");

  /**
   * A change of a text, wherever that is.
   *
   * @param at how far into it, in millionths of its length
   * @param removed how many characters go
   * @param from where the piece is taken from that comes, as {@code at}
   * @param size how long that piece is
   * @param inserted what comes beside it
   */
  private record Change(int at, int removed, int from, int size, String inserted) {

    String apply(String text) {
      int start = place(text, at);
      int end = Math.min(text.length(), start + removed);
      int copied = place(text, from);
      String piece = text.substring(copied, Math.min(text.length(), copied + size));
      return text.substring(0, start) + inserted + piece + text.substring(end);
    }

    private static int place(String text, int millionths) {
      return (int) ((long) text.length() * millionths / 1_000_000);
    }
  }

  private Mutations() {}

  /**
   * Changed recordings.
   *
   * @param recordings paths below the folder of recordings
   * @param words what may come too
   */
  public static Arbitrary<String> of(List<String> recordings, String... words) {
    List<String> texts = recordings.stream().map(Mutations::text).toList();
    return Combinators.combine(Arbitraries.of(texts), changes(words))
        .as(
            (text, changes) -> {
              String changed = text;
              for (Change change : changes) {
                changed = change.apply(changed);
              }
              return changed;
            });
  }

  private static Arbitrary<List<Change>> changes(String... words) {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, 1_000_000);
    Arbitrary<String> inserted =
        Arbitraries.oneOf(
            Arbitraries.just(""),
            Arbitraries.strings().ascii().ofMaxLength(6),
            Arbitraries.of(words));
    return Combinators.combine(
            places,
            Arbitraries.integers().between(0, 40),
            places,
            Arbitraries.integers().between(0, 40),
            inserted)
        .as(Change::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  private static String text(String path) {
    try {
      return Files.readString(RECORDINGS.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
