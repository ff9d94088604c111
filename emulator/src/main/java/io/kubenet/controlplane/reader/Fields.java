package io.kubenet.controlplane.reader;

import com.google.common.collect.ImmutableSortedMap;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.model.LabelSelector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Parts that many kinds have. */
final class Fields {

  private Fields() {}

  static Map<String, String> texts(LocatedTree tree) {
    Map<String, String> texts = new TreeMap<>();
    tree.fields().forEach((key, value) -> texts.put(key, value.text()));
    return ImmutableSortedMap.copyOf(texts);
  }

  static int integer(LocatedTree tree, int otherwise) {
    return tree.optionalInteger().orElse(otherwise);
  }

  static boolean isTrue(LocatedTree tree) {
    return tree.optionalTruth().orElse(false);
  }

  static Optional<String> nonEmpty(LocatedTree tree) {
    return tree.optionalText().filter(text -> !text.isEmpty());
  }

  static LabelSelector selector(LocatedTree tree) {
    return new LabelSelector(
        texts(tree.get("matchLabels")),
        tree.get("matchExpressions").items().stream().map(Fields::requirement).toList());
  }

  /** A selector that is missing chooses nothing; an empty one chooses everything. */
  static Optional<LabelSelector> optionalSelector(LocatedTree tree) {
    return tree.isAbsent() ? Optional.empty() : Optional.of(selector(tree));
  }

  private static LabelSelector.Requirement requirement(LocatedTree tree) {
    return new LabelSelector.Requirement(
        tree.get("key").text(),
        choice(
            tree.get("operator"),
            LabelSelector.Operator.of(tree.get("operator").text()),
            List.of(LabelSelector.Operator.values())),
        tree.get("values").texts());
  }

  /** What a text means; an error that names what it can be, if it means nothing. */
  static <T> T choice(LocatedTree tree, Optional<T> meant, List<?> known) {
    return meant.orElseThrow(() -> tree.error("'" + tree.text() + "' is none of " + known));
  }

  /** The constant of that text. */
  static <T> T constant(LocatedTree tree, T[] constants) {
    for (T constant : constants) {
      if (constant.toString().equals(tree.text())) {
        return constant;
      }
    }
    throw tree.error("'" + tree.text() + "' is none of " + List.of(constants));
  }
}
