package io.kubenet.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;

/** One document of a manifest: an object, or a list of objects. */
final class ManifestDocument {

  private ManifestDocument() {}

  /** The objects in a document. */
  static Stream<ManifestObject> objects(LocatedTree tree) {
    if (!tree.node().isObject()) {
      throw tree.error("a manifest must be an object, is " + LocatedTree.describe(tree.node()));
    }
    String kind = required(tree, "kind");
    String apiVersion = required(tree, "apiVersion");
    if (isList(tree, kind)) {
      return tree.get("items").items().stream()
          .map(item -> typed(item, apiVersion, kind))
          .flatMap(ManifestDocument::objects);
    }
    String problem = ApiKinds.problem(apiVersion, kind);
    if (!problem.isEmpty()) {
      throw tree.get("kind").error(problem);
    }
    return Stream.of(object(tree, apiVersion, kind));
  }

  private static boolean isList(LocatedTree tree, String kind) {
    return kind.endsWith("List") && tree.get("items").node().isArray();
  }

  /** Items of a typed list, as {@code ServiceList}, need not say what they are. */
  private static LocatedTree typed(LocatedTree item, String apiVersion, String kind) {
    LocatedTree root = item.asRoot();
    if (kind.equals("List") || !root.node().isObject()) {
      return root;
    }
    ObjectNode tree = root.node().deepCopy();
    if (root.get("kind").isAbsent()) {
      tree.put("kind", kind.substring(0, kind.length() - "List".length()));
    }
    if (root.get("apiVersion").isAbsent()) {
      tree.put("apiVersion", apiVersion);
    }
    return root.withNode(tree);
  }

  private static ManifestObject object(LocatedTree tree, String apiVersion, String kind) {
    LocatedTree metadata = tree.get("metadata");
    if (!metadata.isAbsent() && !metadata.node().isObject()) {
      throw metadata.error("must be an object, is " + LocatedTree.describe(metadata.node()));
    }
    String name = metadata.get("name").optionalText().orElse("");
    String namespace = metadata.get("namespace").optionalText().orElse("");
    if (ApiKinds.isClusterScoped(apiVersion, kind)) {
      namespace = "";
    } else if (namespace.isEmpty() && ApiKinds.isNamespaced(apiVersion, kind)) {
      namespace = "default";
    }
    return new ManifestObject(apiVersion, kind, namespace, name, (ObjectNode) tree.node(), tree);
  }

  private static String required(LocatedTree tree, String field) {
    LocatedTree value = tree.get(field);
    if (value.isAbsent() || value.node().asText().isEmpty()) {
      throw tree.error("a manifest must have '" + field + "'" + misspelling(tree, field));
    }
    return value.text();
  }

  private static String misspelling(LocatedTree tree, String field) {
    return NearestName.of(field, tree.fields().keySet())
        .map(near -> "; is '" + near + "' meant as that?")
        .orElse("");
  }
}
