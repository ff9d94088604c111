package io.kubenet.controlplane.admission.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.util.List;

/** Reads and fills objects of JSON. */
public final class Trees {

  private Trees() {}

  /** The object in a field, made if it is missing. */
  public static ObjectNode object(ObjectNode parent, String field) {
    return parent.path(field) instanceof ObjectNode there ? there : parent.putObject(field);
  }

  /** The objects in a list; none if it is missing. */
  public static List<ObjectNode> objects(JsonNode parent, String field) {
    return Streams.stream(parent.path(field))
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .collect(ImmutableList.toImmutableList());
  }

  /** The texts in a list; none if it is missing. */
  public static List<String> texts(JsonNode parent, String field) {
    return Streams.stream(parent.path(field))
        .map(JsonNode::asText)
        .collect(ImmutableList.toImmutableList());
  }

  /** The text in a field; empty if it is missing. */
  public static String text(JsonNode parent, String field) {
    return parent.path(field).asText();
  }

  /** Sets a field that is missing or an empty text. */
  public static void fill(ObjectNode parent, String field, String value) {
    if (text(parent, field).isEmpty()) {
      parent.put(field, value);
    }
  }

  /** Sets a missing field; an empty text is a value. */
  public static void fillAbsent(ObjectNode parent, String field, String value) {
    if (!parent.has(field)) {
      parent.put(field, value);
    }
  }

  public static void fill(ObjectNode parent, String field, int value) {
    if (!parent.has(field)) {
      parent.put(field, value);
    }
  }

  /** Sets a missing field to true. */
  public static void fillTrue(ObjectNode parent, String field) {
    if (!parent.has(field)) {
      parent.put(field, true);
    }
  }

  /** Sets a list of texts, or removes the field where there are none. */
  public static void putTexts(ObjectNode parent, String field, List<String> texts) {
    parent.remove(field);
    if (!texts.isEmpty()) {
      texts.forEach(parent.putArray(field)::add);
    }
  }

  /** Makes a field of one object what it is in another: absent, if it is absent there. */
  public static void copyField(ObjectNode from, ObjectNode to, String field) {
    to.remove(field);
    if (from.has(field)) {
      to.set(field, from.get(field).deepCopy());
    }
  }
}
