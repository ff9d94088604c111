package io.kubenet.controlplane.workload;

import io.kubenet.controlplane.pod.PodTemplate;
import io.kubenet.model.LabelSelector;
import java.util.OptionalInt;

/**
 * A Job.
 *
 * @param key its name
 * @param selector the Pods that are its own
 * @param template what it makes Pods from
 * @param parallelism how many Pods run at once; 0 while it is suspended
 * @param completions how many must succeed; empty if one is enough to end it
 * @param backoffLimit how many may fail
 * @param isIndexed whether each Pod has a number
 */
public record Job(
    WorkloadKey key,
    LabelSelector selector,
    PodTemplate template,
    int parallelism,
    OptionalInt completions,
    int backoffLimit,
    boolean isIndexed)
    implements Workload {}
