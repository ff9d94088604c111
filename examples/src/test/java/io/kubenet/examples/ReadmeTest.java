package io.kubenet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** README quotes what is compiled and tested here, and the table of rooms as it is held. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..");
  private static final List<String> PAGES = List.of("README.md", "docs/testing-with-junit.md");
  private static final Pattern SNIPPET =
      Pattern.compile("<!-- from (\\S+)#(\\w+) -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TEXT_BLOCK =
      Pattern.compile("\"\"\"\\n\\n(.*?)\\\\?\\n *\"\"\";", Pattern.DOTALL);
  private static final Pattern ROOM = Pattern.compile("^ {6}(\\w+) +\\|(.*)\\|(.*)$");

  /**
   * A part of a page that says where it is from.
   *
   * @param file the file that it is a part of
   * @param tag the name of the part
   * @param text the part as the page quotes it
   */
  record Snippet(String file, String tag, String text) {

    @Override
    public String toString() {
      return file + "#" + tag;
    }
  }

  static Stream<Snippet> snippets() throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    for (String page : PAGES) {
      SNIPPET
          .matcher(Files.readString(ROOT.resolve(page)))
          .results()
          .map(ReadmeTest::snippet)
          .forEach(snippets::add);
    }
    return snippets.stream();
  }

  private static Snippet snippet(MatchResult match) {
    return new Snippet(match.group(1), match.group(2), match.group(3));
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void snippetIsTheTaggedPart(Snippet snippet) throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve(snippet.file()));
    int from = lines.indexOf(lineWith(lines, "tag::" + snippet.tag() + "[]"));
    int to = lines.indexOf(lineWith(lines, "end::" + snippet.tag() + "[]"));

    String part = String.join("\n", lines.subList(from + 1, to));

    assertThat(snippet.text()).isEqualTo(quoted(part).stripIndent() + "\n");
  }

  /** Code as it stands; of a text block, the text. */
  private static String quoted(String part) {
    Matcher block = TEXT_BLOCK.matcher(part);
    return block.find() ? block.group(1) : part;
  }

  private static String lineWith(List<String> lines, String marker) {
    return lines.stream().filter(line -> line.contains(marker)).findFirst().orElseThrow();
  }

  @Test
  void thereAreSnippets() throws IOException {
    assertThat(snippets()).hasSizeGreaterThan(6);
  }

  @Test
  void roomsAreThoseThatTheTestOfRoomsHolds() throws IOException {
    List<String> rows =
        Stream.of("emulator/src/test/java/io/kubenet", "cli/src/test/java/io/kubenet/cli")
            .flatMap(folder -> rooms(ROOT.resolve(folder).resolve("RoomsTest.java")))
            .toList();

    assertThat(Files.readAllLines(ROOT.resolve("README.md"))).containsSubsequence(rows);
    assertThat(rows).hasSizeGreaterThan(10);
  }

  private static Stream<String> rooms(Path roomsTest) {
    try {
      return Files.readAllLines(roomsTest).stream()
          .flatMap(line -> ROOM.matcher(line).results())
          .map(
              room ->
                  "| `%s` | %s | %s |"
                      .formatted(room.group(1), imports(room.group(2)), room.group(3).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A dot is the facade, the package io.kubenet itself. */
  private static String imports(String cell) {
    return cell.strip().replaceFirst("^\\.", "the facade").replaceAll("^$", "-");
  }
}
