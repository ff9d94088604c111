package io.kubenet.controlplane.workload;

import io.kubenet.controlplane.pod.PodTemplate;
import io.kubenet.model.LabelSelector;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A Job.
 *
 * @param key its name
 * @param selector the Pods that are its own
 * @param template what it makes Pods from
 * @param parallelism how many Pods run at once
 * @param completions how many must succeed; empty if one is enough to end it
 * @param backoffLimit how many may fail
 * @param isIndexed whether each Pod has a number
 * @param isSuspended whether it has no Pods for now
 * @param activeDeadline how long it may run; empty if that is not limited
 */
public record Job(
    WorkloadKey key,
    LabelSelector selector,
    PodTemplate template,
    int parallelism,
    OptionalInt completions,
    int backoffLimit,
    boolean isIndexed,
    boolean isSuspended,
    Optional<Duration> activeDeadline)
    implements Workload {}
