package io.kubenet.controlplane.workload;

import io.kubenet.controlplane.pod.PodTemplate;
import io.kubenet.model.LabelSelector;
import java.time.Duration;

/**
 * A DaemonSet.
 *
 * @param key its name
 * @param selector the Pods that are its own
 * @param template what it makes Pods from
 * @param maxUnavailable how many nodes may be without an available Pod while it updates
 * @param maxSurge how many nodes may have a new Pod beside the old one while it updates
 * @param updatesOnDelete whether it leaves updates to who deletes Pods
 * @param minReady how long a Pod must be ready to count as available
 */
public record DaemonSet(
    WorkloadKey key,
    LabelSelector selector,
    PodTemplate template,
    Share maxUnavailable,
    Share maxSurge,
    boolean updatesOnDelete,
    Duration minReady)
    implements Workload {}
