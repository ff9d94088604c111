package io.kubenet.controlplane.reader;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import io.kubenet.controlplane.pod.PodTemplate;
import io.kubenet.controlplane.workload.Job;
import io.kubenet.controlplane.workload.WorkloadKey;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.model.LabelSelector;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Reads Jobs. */
final class JobReader {

  private static final int DEFAULT_BACKOFF_LIMIT = 6;

  private final WorkloadKey key;
  private final LocatedTree spec;
  private final PodTemplate template;

  JobReader(WorkloadKey key, LocatedTree spec, PodTemplate template) {
    this.key = key;
    this.spec = spec;
    this.template = template;
  }

  Job read() {
    boolean isOwnSelector = Fields.isTrue(spec.get("manualSelector"));
    return new Job(
        key,
        isOwnSelector
            ? Fields.selector(spec.get("selector"))
            : LabelSelector.ofLabels(
                ImmutableSortedMap.of("batch.kubernetes.io/controller-uid", uid())),
        isOwnSelector ? template : labelled(),
        PodLimit.ofThisJvm().checked(spec.get("parallelism"), 1),
        completions(),
        Fields.integer(spec.get("backoffLimit"), DEFAULT_BACKOFF_LIMIT),
        spec.get("completionMode").optionalText().orElse("").equals("Indexed"),
        Fields.isTrue(spec.get("suspend")),
        spec.get("activeDeadlineSeconds").isAbsent()
            ? Optional.empty()
            : Optional.of(Duration.ofSeconds(spec.get("activeDeadlineSeconds").integer())));
  }

  private OptionalInt completions() {
    LocatedTree completions = spec.get("completions");
    return completions.isAbsent() ? OptionalInt.empty() : OptionalInt.of(completions.integer());
  }

  /** The labels that tell a Job's Pods from others' (job strategy generateSelector, v1.36). */
  private PodTemplate labelled() {
    String name = key.name().name();
    return WorkloadReader.labelled(
        template,
        ImmutableSortedMap.of(
            "batch.kubernetes.io/controller-uid",
            uid(),
            "batch.kubernetes.io/job-name",
            name,
            "controller-uid",
            uid(),
            "job-name",
            name));
  }

  /** An identity that is the same each time. */
  private String uid() {
    byte[] bits =
        Hashing.murmur3_128().hashString(key.toString(), StandardCharsets.UTF_8).asBytes();
    ByteBuffer buffer = ByteBuffer.wrap(bits);
    return new UUID(buffer.getLong(), buffer.getLong()).toString();
  }
}
