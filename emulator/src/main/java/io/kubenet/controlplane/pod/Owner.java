package io.kubenet.controlplane.pod;

import java.util.Comparator;

/**
 * The controller that an object belongs to: its one owner reference that says {@code controller}.
 *
 * @param kind its kind: {@code ReplicaSet}
 * @param name its name, in the namespace of what it owns
 */
public record Owner(String kind, String name) implements Comparable<Owner> {

  private static final Comparator<Owner> ORDER =
      Comparator.comparing(Owner::kind).thenComparing(Owner::name);

  @Override
  public int compareTo(Owner other) {
    return ORDER.compare(this, other);
  }

  /** {@code ReplicaSet web-7c5d9f8b6}. */
  @Override
  public String toString() {
    return kind + " " + name;
  }
}
