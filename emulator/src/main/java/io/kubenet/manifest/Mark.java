package io.kubenet.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * The line of a part of a tree, and of the parts below it: the shadow of a JSON tree.
 *
 * @param line the line, counted from 1
 * @param fields of an object: those of its values, by key
 * @param items of a list: those of its items
 */
record Mark(int line, Map<String, Mark> fields, List<Mark> items) {

  static Mark leaf(int line) {
    return new Mark(line, ImmutableMap.of(), ImmutableList.of());
  }

  /** The line of what is at a path, or of the nearest part above it that the text has. */
  int lineOf(FieldPath path) {
    Mark mark = this;
    for (FieldPath.Segment segment : path.segments()) {
      Mark next = mark.child(segment);
      if (next == null) {
        return mark.line;
      }
      mark = next;
    }
    return mark.line;
  }

  Mark field(String name) {
    return fields.getOrDefault(name, leaf(line));
  }

  Mark item(int index) {
    return index < items.size() ? items.get(index) : leaf(line);
  }

  /** The same marks at another line. */
  Mark at(int otherLine) {
    return new Mark(otherLine, fields, items);
  }

  private Mark child(FieldPath.Segment segment) {
    if (segment instanceof FieldPath.Item item) {
      return item.index() < items.size() ? items.get(item.index()) : null;
    }
    return fields.get(
        segment instanceof FieldPath.Field field ? field.name() : ((FieldPath.Key) segment).key());
  }
}
