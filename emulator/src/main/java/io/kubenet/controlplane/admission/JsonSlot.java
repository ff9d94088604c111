package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.Ints;
import java.util.Optional;

/**
 * A place in a tree that an operation of a JSON patch is about; an object may have no value there.
 *
 * @param container the object or list that the place is in
 * @param key the field, or the number of the item
 * @param path where it is, for messages
 */
record JsonSlot(JsonNode container, String key, JsonPointer path) {

  /**
   * The place at a path.
   *
   * @throws IllegalArgumentException if nothing is there that could hold a value
   */
  static JsonSlot at(JsonNode root, JsonPointer path) {
    if (path.matches()) {
      throw new IllegalArgumentException("a patch may not change an object as a whole");
    }
    JsonNode container = root;
    JsonPointer rest = path;
    for (; !rest.tail().matches(); rest = rest.tail()) {
      container = new JsonSlot(container, rest.getMatchingProperty(), path).value();
    }
    return new JsonSlot(container, rest.getMatchingProperty(), path);
  }

  /** The value; missing if the object has none there. */
  JsonNode value() {
    if (container instanceof ArrayNode list) {
      return list.get(index(list.size()));
    }
    return Optional.ofNullable(object().get(key)).orElse(MissingNode.getInstance());
  }

  void add(JsonNode value) {
    if (container instanceof ArrayNode list) {
      list.insert(key.equals("-") ? list.size() : index(list.size() + 1), value);
    } else {
      set(value);
    }
  }

  /** Sets the value; an object need not have had one. */
  void replace(JsonNode value) {
    if (container instanceof ArrayNode list) {
      list.set(index(list.size()), value);
    } else {
      set(value);
    }
  }

  void remove() {
    if (container instanceof ArrayNode list) {
      list.remove(index(list.size()));
    } else if (object().remove(key) == null) {
      throw missing();
    }
  }

  /** Finds out whether the value is the one that is expected. */
  void require(JsonNode expected) {
    boolean isNothing = expected.isMissingNode() || expected.isNull();
    if (!(value().isMissingNode() && isNothing) && !value().equals(expected)) {
      throw new IllegalArgumentException("the test of " + path + " failed");
    }
  }

  private void set(JsonNode value) {
    if (value.isMissingNode()) {
      object().putNull(key);
    } else {
      object().set(key, value);
    }
  }

  private ObjectNode object() {
    if (container instanceof ObjectNode object) {
      return object;
    }
    throw missing();
  }

  private int index(int end) {
    Integer number = Ints.tryParse(key);
    if (number == null || number >= end || number < -end) {
      throw new IllegalArgumentException("no item " + path);
    }
    return number < 0 ? number + end : number;
  }

  private IllegalArgumentException missing() {
    return new IllegalArgumentException("nothing is at " + path);
  }
}
