package io.kubenet.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.model.ObjectName;

/**
 * An object of a manifest: what it is called, what it says, and where.
 *
 * <p>Its tree must not be changed: who completes an object takes a copy, and keeps the places by
 * {@link #withTree}.
 *
 * @param apiVersion its apiVersion: {@code apps/v1}
 * @param kind its kind
 * @param namespace its namespace; empty for kinds that have none
 * @param name its name; empty where the text has none
 * @param tree all of it
 * @param source where it was read
 */
public record ManifestObject(
    String apiVersion,
    String kind,
    String namespace,
    String name,
    ObjectNode tree,
    LocatedTree source) {

  /** The group of its apiVersion; empty for the core group. */
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /** Its namespace and name. */
  public ObjectName objectName() {
    return new ObjectName(namespace, name);
  }

  /** The place where it begins. */
  public Place place() {
    return source.place();
  }

  /** The place of what is at a path, or of the nearest part above it that the text has. */
  public Place placeOf(FieldPath path) {
    return source.placeOf(path);
  }

  /** The error that a part of it causes. */
  public ManifestException error(FieldPath path, String problem) {
    return new ManifestException(placeOf(path), path, problem);
  }

  /** The same object, saying something else. */
  public ManifestObject withTree(ObjectNode other) {
    return new ManifestObject(apiVersion, kind, namespace, name, other, source);
  }

  /** Its tree with its places. */
  public LocatedTree located() {
    return source.withNode(tree);
  }

  /** {@code Service shop/api}. */
  @Override
  public String toString() {
    return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }
}
