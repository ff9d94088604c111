package io.kubenet.controlplane.workload;

import io.kubenet.controlplane.pod.Owner;
import io.kubenet.model.ObjectName;
import java.util.Comparator;

/**
 * Which workload: its kind and its name.
 *
 * @param kind {@code Deployment}
 * @param name its namespace and name
 */
public record WorkloadKey(String kind, ObjectName name) implements Comparable<WorkloadKey> {

  private static final Comparator<WorkloadKey> ORDER =
      Comparator.comparing(WorkloadKey::name).thenComparing(WorkloadKey::kind);

  /** The workload that an owner reference in a namespace means. */
  public static WorkloadKey of(String namespace, Owner owner) {
    return new WorkloadKey(owner.kind(), new ObjectName(namespace, owner.name()));
  }

  /** What owner references of its Pods say. */
  public Owner asOwner() {
    return new Owner(kind, name.name());
  }

  @Override
  public int compareTo(WorkloadKey other) {
    return ORDER.compare(this, other);
  }

  /** {@code Deployment shop/api}. */
  @Override
  public String toString() {
    return kind + " " + name;
  }
}
