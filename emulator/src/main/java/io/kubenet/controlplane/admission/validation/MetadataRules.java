package io.kubenet.controlplane.admission.validation;

import com.google.common.base.Ascii;
import com.google.common.base.Utf8;
import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The rules of metadata and of labels: apimachinery's api/validation and apis/meta/v1/validation.
 */
public final class MetadataRules {

  private static final FieldPath METADATA = FieldPath.of("metadata");
  private static final long MOST_ANNOTATION_BYTES = 256 * 1024;

  private static final List<String> DELETION_FINALIZERS =
      ImmutableList.of("orphan", "foregroundDeletion");

  private static final List<String> STANDARD_FINALIZERS =
      ImmutableList.of("kubernetes", "orphan", "foregroundDeletion");

  private MetadataRules() {}

  /** ValidateObjectMeta, with a kind's rule of names. */
  public static void create(
      LocatedTree tree, Function<String, List<String>> nameRule, Causes causes) {
    LocatedTree prefix = tree.at(METADATA).get("generateName");
    if (!prefix.textOrEmpty().isEmpty()) {
      causes.invalid(prefix.path(), prefix.text(), nameRule.apply(maskedEnd(prefix.text())));
    }
    String name = tree.at(METADATA).get("name").textOrEmpty();
    if (name.isEmpty()) {
      causes.required(METADATA.field("name"), "name or generateName");
    } else {
      causes.invalid(METADATA.field("name"), name, nameRule.apply(name));
    }
    common(tree, causes);
    finalizers(tree.at(METADATA).get("finalizers"), causes);
    finalizerNames(tree.at(METADATA).get("finalizers"), causes);
  }

  /** A prefix may end with a hyphen (maskTrailingDash). */
  private static String maskedEnd(String prefix) {
    return prefix.length() > 1 && prefix.endsWith("-")
        ? prefix.substring(0, prefix.length() - 2) + "a"
        : prefix;
  }

  /**
   * BeforeUpdate of the registry: ValidateObjectMetaAccessor and ValidateObjectMetaAccessorUpdate.
   * The kind's strategy judges once more, so the API server names each fault thrice.
   */
  public static void update(LocatedTree tree, Causes causes) {
    common(tree, causes);
    common(tree, causes);
    finalizers(tree.at(METADATA).get("finalizers"), causes);
  }

  /** ValidateObjectMetaUpdate. */
  public static void changed(LocatedTree tree, Causes causes) {
    common(tree, causes);
    finalizerNames(tree.at(METADATA).get("finalizers"), causes);
  }

  private static void common(LocatedTree tree, Causes causes) {
    LocatedTree metadata = tree.at(METADATA);
    labels(metadata.get("labels"), causes);
    LocatedTree annotations = metadata.get("annotations");
    annotations(annotations.textsByKey(), annotations.path(), causes);
    owners(metadata.get("ownerReferences"), causes);
  }

  /** ValidateFinalizers. */
  private static void finalizers(LocatedTree finalizers, Causes causes) {
    for (LocatedTree finalizer : finalizers.items()) {
      causes.invalid(finalizers.path(), finalizer.text(), Names.qualified(finalizer.text()));
    }
    if (finalizers.texts().containsAll(DELETION_FINALIZERS)) {
      causes.invalid(
          finalizers.path(), finalizers.texts(), "may not hold both " + DELETION_FINALIZERS);
    }
  }

  /** validateKubeFinalizerName: a name without a prefix is one of the system's. */
  private static void finalizerNames(LocatedTree finalizers, Causes causes) {
    for (LocatedTree finalizer : finalizers.items()) {
      String name = finalizer.text();
      if (!name.contains("/") && !STANDARD_FINALIZERS.contains(name)) {
        causes.invalid(finalizer.path(), name, "must have a prefix, or be a standard finalizer");
      }
    }
  }

  /** ValidateOwnerReferences: the path is that of the list, whatever the item. */
  private static void owners(LocatedTree owners, Causes causes) {
    boolean isControlled = false;
    for (LocatedTree owner : owners.items()) {
      for (String field : ImmutableList.of("apiVersion", "kind", "name", "uid")) {
        if (owner.get(field).textOrEmpty().isEmpty()) {
          causes.invalid(owners.path().field(field), "", "must not be empty");
        }
      }
      boolean isController = owner.get("controller").optionalTruth().orElse(false);
      if (isController && isControlled) {
        causes.invalid(
            owners.path(), owner.get("name").textOrEmpty(), "may not be a second controller");
      }
      isControlled |= isController;
    }
  }

  /** ValidateLabels: the path is that of the map, whatever the key. */
  public static void labels(LocatedTree labels, Causes causes) {
    labels(labels.textsByKey(), labels.path(), causes);
  }

  public static void labels(Map<String, String> labels, FieldPath path, Causes causes) {
    for (Map.Entry<String, String> label : labels.entrySet()) {
      causes.invalid(path, label.getKey(), Names.qualified(label.getKey()));
      causes.invalid(path, label.getValue(), Names.labelValue(label.getValue()));
    }
  }

  /** ValidateLabelSelector. */
  public static void selector(LocatedTree selector, Causes causes) {
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

  /** ValidateAnnotations. */
  public static void annotations(Map<String, String> annotations, FieldPath path, Causes causes) {
    long bytes = 0;
    for (Map.Entry<String, String> annotation : annotations.entrySet()) {
      String lowerCase = Ascii.toLowerCase(annotation.getKey());
      causes.invalid(path, annotation.getKey(), Names.qualified(lowerCase));
      bytes += Utf8.encodedLength(annotation.getKey()) + Utf8.encodedLength(annotation.getValue());
    }
    if (bytes > MOST_ANNOTATION_BYTES) {
      causes.add(
          path, CauseReason.TOO_LONG, "may not have more than " + MOST_ANNOTATION_BYTES + " bytes");
    }
  }
}
