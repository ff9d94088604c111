package io.kubenet.controlplane.store;

import io.kubenet.model.ObjectName;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * All objects of a cluster, those that people sent and those that controllers made; persistent.
 *
 * @param byKind the objects by kind, then by name
 * @param revision the number of the last change
 */
public record Objects(PMap<String, PMap<ObjectName, Stored>> byKind, long revision) {

  /** Before it, a real server has stored what it needs itself. */
  private static final long FIRST_REVISION = 100;

  /** None. */
  public static final Objects NONE = new Objects(TreePMap.empty(), FIRST_REVISION);

  /** An object. */
  public Optional<Stored> find(ObjectKey key) {
    return Optional.ofNullable(ofKind(key.kind()).get(key.objectName()));
  }

  public boolean has(ObjectKey key) {
    return ofKind(key.kind()).containsKey(key.objectName());
  }

  /** All, in the order of their kinds, namespaces and names. */
  public Stream<Stored> all() {
    return byKind.values().stream().flatMap(objects -> objects.values().stream());
  }

  /** Those of a kind, in the order of their namespaces and names. */
  public Stream<Stored> all(String kind) {
    return ofKind(kind).values().stream();
  }

  /** With an object as the next change leaves it. */
  public Objects with(Stored object) {
    ObjectKey key = object.key();
    return new Objects(
        byKind.plus(key.kind(), ofKind(key.kind()).plus(key.objectName(), object.at(revision + 1))),
        revision + 1);
  }

  /** Without an object. */
  public Objects without(ObjectKey key) {
    PMap<ObjectName, Stored> left = ofKind(key.kind()).minus(key.objectName());
    return new Objects(
        left.isEmpty() ? byKind.minus(key.kind()) : byKind.plus(key.kind(), left), revision + 1);
  }

  /** The same objects, after changes of others. */
  public Objects at(long other) {
    return new Objects(byKind, other);
  }

  private PMap<ObjectName, Stored> ofKind(String kind) {
    return byKind.getOrDefault(kind, TreePMap.empty());
  }
}
