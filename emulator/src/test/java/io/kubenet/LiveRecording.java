package io.kubenet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.TextSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What real connections met while a real cluster changed: a script, and all events in one mode. */
record LiveRecording(String name, JsonNode script, List<JsonNode> events) {

  private static final ObjectMapper JSON = new ObjectMapper();

  LiveRecording {
    events = ImmutableList.copyOf(events);
  }

  static List<LiveRecording> all() {
    Path folder =
        Optional.ofNullable(System.getProperty("kubenet.recordings.live"))
            .map(Path::of)
            .orElse(Path.of("src/test/resources/recordings/live"));
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .sorted()
          .map(LiveRecording::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LiveRecording read(Path file) {
    String name = file.getFileName().toString().replace(".jsonl", "");
    Path script = file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".yaml");
    try {
      List<JsonNode> events = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        events.add(JSON.readTree(line));
      }
      return new LiveRecording(
          name,
          new TextSource(script.toString(), Files.readString(script)).documents().get(0).node(),
          events);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String mode() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  Stream<JsonNode> ofKind(String event) {
    return events.stream().filter(e -> e.path("event").asText().equals(event));
  }

  @Override
  public String toString() {
    return name;
  }
}
