package io.kubenet.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Streams;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A part of a tree that knows its place: its typed readings fail with file, line and path. */
public final class LocatedTree {

  private final String file;
  private final FieldPath path;
  private final Mark mark;
  private final JsonNode node;

  LocatedTree(String file, FieldPath path, Mark mark, JsonNode node) {
    this.file = file;
    this.path = path;
    this.mark = mark;
    this.node = node;
  }

  /** A tree that no file holds, as another client's objects are. */
  public static LocatedTree of(String name, JsonNode node) {
    return new LocatedTree(name, FieldPath.ROOT, Mark.leaf(1), node);
  }

  public JsonNode node() {
    return node;
  }

  public FieldPath path() {
    return path;
  }

  public Place place() {
    return new Place(file, mark.line());
  }

  /** The place of what is at a path below, or of the nearest part above it that the text has. */
  public Place placeOf(FieldPath below) {
    return new Place(file, mark.lineOf(below));
  }

  /** The same part as a tree of its own: paths begin at it. */
  public LocatedTree asRoot() {
    return new LocatedTree(file, FieldPath.ROOT, mark, node);
  }

  /** The same places for another tree. */
  public LocatedTree withNode(JsonNode other) {
    return new LocatedTree(file, path, mark, other);
  }

  /** Whether it is missing or null. */
  public boolean isAbsent() {
    return node.isMissingNode() || node.isNull();
  }

  /** The part in a field; absent where there is none. */
  public LocatedTree get(String field) {
    JsonNode child = node.path(field);
    return new LocatedTree(file, path.field(field), mark.field(field), child);
  }

  /** The part at a path below; absent where there is none. */
  public LocatedTree at(FieldPath below) {
    LocatedTree part = this;
    for (FieldPath.Segment segment : below.segments()) {
      part = part.step(segment);
    }
    return part;
  }

  /** The items of a list; none if it is absent. */
  public List<LocatedTree> items() {
    if (isAbsent()) {
      return ImmutableList.of();
    }
    require(JsonNodeType.ARRAY, "a list");
    return Streams.mapWithIndex(
            Streams.stream(node), (item, index) -> child(Math.toIntExact(index), item))
        .collect(ImmutableList.toImmutableList());
  }

  /** The fields of an object, in order; none if it is absent. */
  public Map<String, LocatedTree> fields() {
    if (isAbsent()) {
      return ImmutableMap.of();
    }
    require(JsonNodeType.OBJECT, "an object");
    ImmutableMap.Builder<String, LocatedTree> fields = ImmutableMap.builder();
    node.properties().forEach(field -> fields.put(field.getKey(), get(field.getKey())));
    return fields.buildOrThrow();
  }

  /** The text that it is. */
  public String text() {
    require(JsonNodeType.STRING, "a string");
    return node.textValue();
  }

  public Optional<String> optionalText() {
    return isAbsent() ? Optional.empty() : Optional.of(text());
  }

  /** The whole number that it is. */
  public int integer() {
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw mustBe("an integer");
    }
    return node.intValue();
  }

  public Optional<Integer> optionalInteger() {
    return isAbsent() ? Optional.empty() : Optional.of(integer());
  }

  /** The whole number that it is; 0 if it is absent. */
  public int integerOrZero() {
    return isAbsent() ? 0 : integer();
  }

  /** The text that it is; empty if it is absent. */
  public String textOrEmpty() {
    return isAbsent() ? "" : text();
  }

  /** The texts of a map's values by its keys; none if it is absent. */
  public Map<String, String> textsByKey() {
    ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
    fields().forEach((key, value) -> texts.put(key, value.text()));
    return texts.buildOrThrow();
  }

  /** The truth value that it is. */
  public boolean isTrue() {
    require(JsonNodeType.BOOLEAN, "true or false");
    return node.booleanValue();
  }

  public Optional<Boolean> optionalTruth() {
    return isAbsent() ? Optional.empty() : Optional.of(isTrue());
  }

  /** The texts of a list; none if it is absent. */
  public List<String> texts() {
    return items().stream().map(LocatedTree::text).collect(ImmutableList.toImmutableList());
  }

  /**
   * Checks that an object has no other fields than these.
   *
   * @throws ManifestException naming the first that it should not have, and the nearest known one
   */
  public void allowOnly(Iterable<String> known) {
    for (Map.Entry<String, LocatedTree> field : fields().entrySet()) {
      if (!Iterables.contains(known, field.getKey())) {
        throw field.getValue().error("is no known field" + NearestName.hint(field.getKey(), known));
      }
    }
  }

  /** The error that this part causes. */
  public ManifestException error(String problem) {
    return new ManifestException(place(), path, problem);
  }

  /** {@code a string}: what kind of value a node is. */
  static String describe(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case STRING, NUMBER, BOOLEAN ->
          node.getNodeType().name().toLowerCase(Locale.ROOT) + " " + node;
      case NULL -> "null";
      default -> "missing";
    };
  }

  private LocatedTree step(FieldPath.Segment segment) {
    if (segment instanceof FieldPath.Item item) {
      return child(item.index(), node.path(item.index()));
    }
    if (segment instanceof FieldPath.Key key) {
      JsonNode child = node.path(key.key());
      return new LocatedTree(file, path.key(key.key()), mark.field(key.key()), child);
    }
    return get(((FieldPath.Field) segment).name());
  }

  private LocatedTree child(int index, JsonNode item) {
    return new LocatedTree(
        file, path.item(index), mark.item(index), item == null ? MissingNode.getInstance() : item);
  }

  private void require(JsonNodeType type, String what) {
    if (node.getNodeType() != type) {
      throw mustBe(what);
    }
  }

  private ManifestException mustBe(String what) {
    return error("must be " + what + ", is " + describe(node));
  }

  /** {@code shop.yaml:14: spec.ports[0]}. */
  @Override
  public String toString() {
    return place() + ": " + path;
  }
}
