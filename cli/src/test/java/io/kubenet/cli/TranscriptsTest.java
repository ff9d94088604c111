package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents show is what the command prints. */
class TranscriptsTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
  private static final String PROMPT = "$ kubenet ";

  @TempDir private Path folder;

  static List<String> documents() throws IOException {
    try (Stream<Path> files = Files.list(DOCS)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".md"))
              .sorted()
              .toList();
      assertThat(names).hasSizeGreaterThanOrEqualTo(3);
      return names;
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void documentShowsWhatTheCommandPrints(String name) throws IOException {
    copyFiles();
    Matcher block = BLOCK.matcher(Files.readString(DOCS.resolve(name)));

    while (block.find()) {
      assertThat(replayed(block.group(1))).isEqualTo(block.group(1));
    }
  }

  private void copyFiles() throws IOException {
    try (Stream<Path> files = Files.list(DOCS.resolve("files"))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  /** The commands of a block, each followed by what it prints now. */
  private String replayed(String block) throws IOException {
    StringBuilder replayed = new StringBuilder();
    for (String line : block.lines().filter(text -> text.startsWith(PROMPT)).toList()) {
      replayed.append(line).append('\n').append(printed(line.substring(PROMPT.length())));
    }
    return replayed.toString();
  }

  private String printed(String command) throws IOException {
    List<String> redirected = Splitter.on(" > ").splitToList(command);
    CommandRun run = CommandRun.of(words(redirected.get(0)));
    assertThat(run.err()).isEmpty();
    if (redirected.size() == 1) {
      return run.out().replace(folder + "/", "").stripTrailing() + "\n";
    }
    Files.writeString(folder.resolve(redirected.get(1)), run.out());
    return "";
  }

  private String[] words(String command) {
    return Arrays.stream(command.split(" "))
        .map(word -> word.endsWith(".yaml") ? folder.resolve(word).toString() : word)
        .toArray(String[]::new);
  }
}
