package io.kubenet.controlplane.controller;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.primitives.Ints;
import io.kubenet.controlplane.pod.GeneratedName;
import io.kubenet.controlplane.pod.PodMetadata;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.controlplane.workload.Job;
import io.kubenet.controlplane.workload.JobStatus;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pcollections.PSet;

/** Runs a Job's Pods until enough have succeeded, or too many failed (job_controller.go, v1.36). */
final class JobController {

  private static final String INDEX = "batch.kubernetes.io/job-completion-index";

  private final Workspace workspace;
  private final Job job;
  private final List<PodObject> pods;
  private final JobStatus before;

  JobController(Workspace workspace, Job job) {
    this.workspace = workspace;
    this.job = job;
    this.pods = new PodClaims(workspace).claim(job);
    this.before = workspace.memory().job(job.key());
  }

  /** Does what is to be done, and tells when it is to look again. */
  Optional<Duration> sync() {
    if (before.isFinished()) {
      return Optional.empty();
    }
    JobStatus status = counted();
    boolean isFailing = isFailing(status);
    int wanted = isFailing ? 0 : wanted(status);
    boolean isSuccessful = !isFailing && wanted == 0 && isSuccessful(status);
    int active = status.pods().active();
    Optional<Duration> again = Optional.empty();
    int made = 0;
    if (active > wanted) {
      remove(active - wanted);
      made = wanted - active;
    } else if (active < wanted) {
      again = untilNextPod(status);
      made = again.isPresent() ? 0 : wanted - active;
      create(made);
    }
    workspace.remember(job.key(), written(status, made, end(isFailing, isSuccessful)));
    return again.or(this::untilDeadline);
  }

  private void remove(int surplus) {
    pods.stream()
        .filter(PodObject::isActive)
        .sorted(Comparator.comparing(PodObject::age).reversed())
        .limit(surplus)
        .forEach(workspace::delete);
  }

  /** With what has ended since the last look. */
  private JobStatus counted() {
    PSet<Long> counted = before.counted();
    JobStatus.Failures failures = before.failures();
    int succeeded = before.pods().succeeded();
    int failed = before.pods().failed();
    for (PodObject pod : pods) {
      boolean hasSucceeded = pod.status().phase() == Pod.Phase.SUCCEEDED;
      boolean hasFailed = pod.status().phase() == Pod.Phase.FAILED || pod.isTerminating();
      if ((hasSucceeded || hasFailed) && !counted.contains(pod.age())) {
        counted = counted.plus(pod.age());
        succeeded += hasSucceeded ? 1 : 0;
        failed += hasSucceeded ? 0 : 1;
        failures =
            hasSucceeded
                ? new JobStatus.Failures(0, Duration.ZERO)
                : new JobStatus.Failures(failures.number() + 1, end(pod));
      }
    }
    return new JobStatus(
        new JobStatus.Counts(
            (int) pods.stream().filter(PodObject::isActive).count(),
            (int) pods.stream().filter(pod -> pod.isTerminating() && !pod.isFinished()).count(),
            succeeded,
            failed),
        counted,
        before.started().or(() -> Optional.of(workspace.now())).filter(start -> !job.isSuspended()),
        failures,
        before.conditions());
  }

  private Duration end(PodObject pod) {
    return pod.isFinished() ? pod.status().since() : workspace.now();
  }

  private boolean isFailing(JobStatus status) {
    return status.conditions().contains("FailureTarget")
        || status.pods().failed() > job.backoffLimit()
        || leftOf(status.started()).filter(left -> left.isNegative() || left.isZero()).isPresent();
  }

  private Optional<Duration> leftOf(Optional<Duration> started) {
    return started.flatMap(
        start -> job.activeDeadline().map(limit -> start.plus(limit).minus(workspace.now())));
  }

  private Optional<Duration> untilDeadline() {
    return leftOf(workspace.memory().job(job.key()).started())
        .filter(left -> !workspace.isAtRest() && !left.isNegative() && !left.isZero());
  }

  private int wanted(JobStatus status) {
    if (job.isSuspended()) {
      return 0;
    }
    if (job.completions().isPresent()) {
      int left = job.completions().getAsInt() - succeeded(status);
      return Math.max(0, Math.min(job.parallelism(), left));
    }
    return succeeded(status) > 0
        ? Math.min(status.pods().active(), job.parallelism())
        : job.parallelism();
  }

  private int succeeded(JobStatus status) {
    return job.isIndexed() ? succeededIndexes().size() : status.pods().succeeded();
  }

  private boolean isSuccessful(JobStatus status) {
    return !job.isSuspended()
        && status.pods().active() == 0
        && job.completions().stream().allMatch(all -> succeeded(status) >= all)
        && (job.completions().isPresent() || succeeded(status) > 0);
  }

  /** The end that it goes to: its conditions say so at once, and again when no Pod is left. */
  private static Optional<String> end(boolean isFailing, boolean isSuccessful) {
    return isFailing
        ? Optional.of("Failed")
        : isSuccessful ? Optional.of("Complete") : Optional.empty();
  }

  private JobStatus written(JobStatus status, int made, Optional<String> end) {
    ImmutableSortedSet.Builder<String> conditions = ImmutableSortedSet.naturalOrder();
    status.conditions().stream()
        .filter(condition -> !condition.equals("Suspended"))
        .forEach(conditions::add);
    if (job.isSuspended()) {
      conditions.add("Suspended");
    }
    int active = status.pods().active() + made;
    int terminating = status.pods().terminating() + (made < 0 && !workspace.isAtRest() ? -made : 0);
    end.ifPresent(
        name -> conditions.add(name.equals("Failed") ? "FailureTarget" : "SuccessCriteriaMet"));
    end.filter(name -> active == 0 && terminating == 0).ifPresent(conditions::add);
    return new JobStatus(
        new JobStatus.Counts(
            active, terminating, status.pods().succeeded(), status.pods().failed()),
        status.counted(),
        status.started(),
        status.failures(),
        conditions.build());
  }

  /** How long the next Pod has to wait after failures; empty if it does not. */
  private Optional<Duration> untilNextPod(JobStatus status) {
    return Optional.of(status.failures().nextPod().minus(workspace.now()))
        .filter(left -> !workspace.isAtRest() && !left.isNegative() && !left.isZero());
  }

  private NavigableSet<Integer> succeededIndexes() {
    NavigableSet<Integer> indexes = new TreeSet<>();
    pods.stream()
        .filter(pod -> pod.status().phase() == Pod.Phase.SUCCEEDED)
        .forEach(pod -> index(pod).ifPresent(indexes::add));
    return indexes;
  }

  private static Optional<Integer> index(PodObject pod) {
    return Optional.ofNullable(pod.metadata().annotations().get(INDEX)).map(Ints::tryParse);
  }

  private void create(int missing) {
    if (job.isIndexed()) {
      createIndexed(missing);
      return;
    }
    for (int i = 0; i < missing; i++) {
      workspace.put(
          PodFactory.create(
              job.key(),
              freeName(job.key().name().name() + "-"),
              job.template(),
              ImmutableSortedMap.of()));
    }
  }

  private void createIndexed(int missing) {
    NavigableSet<Integer> taken = succeededIndexes();
    pods.stream().filter(PodObject::isActive).forEach(pod -> index(pod).ifPresent(taken::add));
    int left = missing;
    for (int index = 0; left > 0 && index < job.completions().orElse(0); index++) {
      if (taken.add(index)) {
        workspace.put(createIndexedPod(index));
        left--;
      }
    }
  }

  private PodObject createIndexedPod(int index) {
    String hostname = job.key().name().name() + "-" + index;
    PodObject pod =
        PodFactory.create(
            job.key(),
            freeName(hostname + "-"),
            job.template(),
            ImmutableSortedMap.of(INDEX, Integer.toString(index)));
    Map<String, String> annotations = new TreeMap<>(pod.metadata().annotations());
    annotations.put(INDEX, Integer.toString(index));
    PodObject annotated =
        pod.with(new PodMetadata(pod.labels(), annotations, pod.metadata().owner(), false));
    return PodFactory.with(annotated, pod.spec().withHostname(hostname, pod.spec().subdomain()));
  }

  private String freeName(String prefix) {
    String namespace = job.key().name().namespace();
    for (int slot = 0; ; slot++) {
      String name = GeneratedName.name(prefix, job.key().name() + "/" + prefix + slot);
      if (workspace.pods().get(new ObjectName(namespace, name)).isEmpty()) {
        return name;
      }
    }
  }
}
