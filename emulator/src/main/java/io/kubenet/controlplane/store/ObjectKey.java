package io.kubenet.controlplane.store;

import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.ObjectName;
import java.util.Comparator;

/**
 * What the API server stores an object under.
 *
 * @param kind its kind
 * @param namespace its namespace; empty for kinds without
 * @param name its name
 */
public record ObjectKey(String kind, String namespace, String name)
    implements Comparable<ObjectKey> {

  private static final Comparator<ObjectKey> ORDER =
      Comparator.comparing(ObjectKey::kind)
          .thenComparing(ObjectKey::namespace)
          .thenComparing(ObjectKey::name);

  public static ObjectKey of(ManifestObject object) {
    return new ObjectKey(object.kind(), object.namespace(), object.name());
  }

  public static ObjectKey of(String kind, ObjectName name) {
    return new ObjectKey(kind, name.namespace(), name.name());
  }

  /** Its namespace and name. */
  public ObjectName objectName() {
    return new ObjectName(namespace, name);
  }

  @Override
  public int compareTo(ObjectKey other) {
    return ORDER.compare(this, other);
  }

  /** Its name, after its namespace if it is in one: {@code shop/api}. */
  public String fullName() {
    return (namespace.isEmpty() ? "" : namespace + "/") + name;
  }

  /** {@code Service shop/api}. */
  @Override
  public String toString() {
    return kind + " " + fullName();
  }
}
