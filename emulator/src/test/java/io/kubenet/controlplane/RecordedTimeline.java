package io.kubenet.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.TextSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A timeline of a real control plane, and the script that it followed. */
record RecordedTimeline(String name, JsonNode root) {

  /** More pods or endpoints than these are told as counts. */
  static final int MOST_NAMED = 20;

  static List<RecordedTimeline> all() {
    Path folder =
        Optional.ofNullable(System.getProperty("kubenet.recordings.timeline"))
            .map(Path::of)
            .orElse(Path.of("src/test/resources/recordings/timeline"));
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(RecordedTimeline::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RecordedTimeline read(Path file) {
    try {
      List<LocatedTree> documents =
          new TextSource(file.toString(), Files.readString(file)).documents();
      return new RecordedTimeline(
          file.getFileName().toString().replace(".yaml", ""), documents.get(0).node());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isNamedByHistory() {
    return root.path("naming").asText().equals("history");
  }

  /** All ways to exchange nodes that may be exchanged. */
  List<Map<String, String>> permutations() {
    List<Map<String, String>> all = new ArrayList<>(List.of(new TreeMap<>()));
    for (JsonNode group : root.path("interchangeable")) {
      List<String> nodes = new ArrayList<>();
      group.forEach(node -> nodes.add(node.asText()));
      List<Map<String, String>> more = new ArrayList<>();
      for (List<String> order : orders(nodes)) {
        for (Map<String, String> one : all) {
          Map<String, String> exchanged = new TreeMap<>(one);
          for (int i = 0; i < nodes.size(); i++) {
            exchanged.put(nodes.get(i), order.get(i));
          }
          more.add(exchanged);
        }
      }
      all = more;
    }
    return all;
  }

  private static List<List<String>> orders(List<String> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    List<List<String>> orders = new ArrayList<>();
    for (String first : items) {
      List<String> rest = new ArrayList<>(items);
      rest.remove(first);
      orders(rest)
          .forEach(
              order -> {
                List<String> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                orders.add(whole);
              });
    }
    return orders;
  }

  /** What was recorded, as lines by second; the start comes before all seconds. */
  Map<Integer, List<String>> lines() {
    Map<Integer, List<String>> lines = new TreeMap<>();
    lines.put(-1, lines((ObjectNode) root.path("start")));
    for (JsonNode group : root.path("timeline")) {
      List<String> told = lines((ObjectNode) group);
      if (!told.isEmpty()) {
        lines.put((int) Math.floor(group.path("t").asDouble() + 0.05), told);
      }
    }
    return lines;
  }

  private static List<String> lines(ObjectNode group) {
    TreeSet<String> lines = new TreeSet<>();
    group
        .properties()
        .forEach(
            section -> {
              switch (section.getKey()) {
                case "t" -> {}
                case "steps" -> answers(section.getValue(), lines);
                case "services" ->
                    section
                        .getValue()
                        .properties()
                        .forEach(e -> service(e.getKey(), e.getValue(), lines));
                default ->
                    section
                        .getValue()
                        .properties()
                        .forEach(
                            e ->
                                lines.add(
                                    section.getKey()
                                        + " "
                                        + e.getKey()
                                        + ": "
                                        + flat(e.getValue())));
              }
            });
    return List.copyOf(lines);
  }

  private static void answers(JsonNode steps, TreeSet<String> lines) {
    for (JsonNode step : steps) {
      step.path("answers")
          .forEach(
              answer ->
                  lines.add(
                      "answer "
                          + answer.path("pod").asText()
                          + ": "
                          + answer.path("code").asInt()
                          + " "
                          + answer.path("message").asText()
                          + " "
                          + answer
                              .path("details")
                              .path("causes")
                              .path(0)
                              .path("message")
                              .asText()));
    }
  }

  private static void service(String name, JsonNode service, TreeSet<String> lines) {
    lines.add("services " + name + " slices: " + service.path("slices"));
    service
        .path("endpoints")
        .properties()
        .forEach(e -> lines.add("services " + name + " " + e.getKey() + ": " + flat(e.getValue())));
    service
        .path("counts")
        .properties()
        .forEach(
            e ->
                lines.add("services " + name + " count " + e.getKey() + ": " + flat(e.getValue())));
  }

  /** Fields in the order of their names: the order in the text says nothing. */
  static String flat(JsonNode value) {
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(item.asText()));
      return String.join(", ", items);
    }
    if (!value.isObject()) {
      return value.asText();
    }
    Map<String, String> fields = new TreeMap<>();
    value.properties().forEach(e -> fields.put(e.getKey(), flat(e.getValue())));
    return fields.toString();
  }

  ImmutableList<JsonNode> steps() {
    return ImmutableList.copyOf(root.path("steps"));
  }

  static <T> List<T> reversed(List<T> list) {
    List<T> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  @Override
  public String toString() {
    return name;
  }
}
