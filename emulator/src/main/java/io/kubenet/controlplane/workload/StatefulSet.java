package io.kubenet.controlplane.workload;

import io.kubenet.controlplane.pod.PodTemplate;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.ObjectName;
import java.time.Duration;
import java.util.Optional;

/**
 * A StatefulSet.
 *
 * @param key its name
 * @param selector the Pods that are its own
 * @param template what it makes Pods from
 * @param replicas how many Pods
 * @param serviceName the Service that gives its Pods names
 * @param firstOrdinal the number of its first Pod
 * @param order how it makes, removes and updates Pods
 * @param minReady how long a Pod must be ready to count as available
 */
public record StatefulSet(
    WorkloadKey key,
    LabelSelector selector,
    PodTemplate template,
    int replicas,
    Optional<String> serviceName,
    int firstOrdinal,
    Order order,
    Duration minReady)
    implements Workload {

  /**
   * How a StatefulSet makes, removes and updates Pods.
   *
   * @param isParallel whether it waits for no Pod when it makes and removes others
   * @param updatesOnDelete whether it leaves updates to who deletes Pods
   * @param partition Pods with a lower number are not updated
   */
  public record Order(boolean isParallel, boolean updatesOnDelete, int partition) {}

  /** The name of the Pod with a number. */
  public ObjectName podName(int ordinal) {
    return new ObjectName(key.name().namespace(), key.name().name() + "-" + ordinal);
  }

  /** Whether it should have a Pod with a number. */
  public boolean hasOrdinal(int ordinal) {
    return ordinal >= firstOrdinal && ordinal < firstOrdinal + replicas;
  }
}
