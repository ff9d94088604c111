package io.kubenet.controlplane.admission;

import com.google.common.base.Ascii;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The rules of metadata and of labels: apimachinery's api/validation and apis/meta/v1/validation.
 */
final class MetadataRules {

  private static final FieldPath METADATA = FieldPath.of("metadata");
  private static final long MOST_ANNOTATION_BYTES = 256 * 1024;

  private MetadataRules() {}

  /** ValidateObjectMeta, with a kind's rule of names. */
  static void create(LocatedTree tree, Function<String, List<String>> nameRule, Causes causes) {
    String name = tree.at(METADATA).get("name").textOrEmpty();
    if (name.isEmpty()) {
      causes.required(METADATA.field("name"), "name or generateName");
    } else {
      causes.invalid(METADATA.field("name"), name, nameRule.apply(name));
    }
    common(tree, causes);
  }

  /** ValidateObjectMetaUpdate. */
  static void update(LocatedTree tree, Causes causes) {
    common(tree, causes);
  }

  private static void common(LocatedTree tree, Causes causes) {
    LocatedTree metadata = tree.at(METADATA);
    labels(metadata.get("labels"), causes);
    annotations(metadata.get("annotations"), causes);
  }

  /** ValidateLabels: the path is that of the map, whatever the key. */
  static void labels(LocatedTree labels, Causes causes) {
    for (Map.Entry<String, String> label : labels.textsByKey().entrySet()) {
      causes.invalid(labels.path(), label.getKey(), Names.qualified(label.getKey()));
      causes.invalid(labels.path(), label.getValue(), Names.labelValue(label.getValue()));
    }
  }

  /** ValidateLabelSelector. */
  static void selector(LocatedTree selector, Causes causes) {
    labels(selector.get("matchLabels"), causes);
    selector.get("matchExpressions").items().forEach(r -> requirement(r, causes));
  }

  private static void requirement(LocatedTree requirement, Causes causes) {
    LocatedTree values = requirement.get("values");
    String operator = requirement.get("operator").textOrEmpty();
    switch (operator) {
      case "In", "NotIn" -> {
        if (values.items().isEmpty()) {
          causes.required(values.path(), "operator " + operator + " compares with values");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!values.items().isEmpty()) {
          causes.forbidden(values.path(), "may not be set with operator " + operator);
        }
      }
      default ->
          causes.invalid(
              requirement.get("operator").path(),
              operator,
              "must be In, NotIn, Exists or DoesNotExist");
    }
    String key = requirement.get("key").textOrEmpty();
    causes.invalid(requirement.get("key").path(), key, Names.qualified(key));
    for (LocatedTree value : values.items()) {
      causes.invalid(value.path(), value.text(), Names.labelValue(value.text()));
    }
  }

  private static void annotations(LocatedTree annotations, Causes causes) {
    long bytes = 0;
    for (Map.Entry<String, String> annotation : annotations.textsByKey().entrySet()) {
      String lowerCase = Ascii.toLowerCase(annotation.getKey());
      causes.invalid(annotations.path(), annotation.getKey(), Names.qualified(lowerCase));
      bytes += annotation.getKey().length() + annotation.getValue().length();
    }
    if (bytes > MOST_ANNOTATION_BYTES) {
      causes.add(
          annotations.path(),
          CauseReason.TOO_LONG,
          "may not have more than " + MOST_ANNOTATION_BYTES + " bytes");
    }
  }
}
