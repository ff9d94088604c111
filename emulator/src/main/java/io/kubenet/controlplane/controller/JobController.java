package io.kubenet.controlplane.controller;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.Ints;
import io.kubenet.controlplane.pod.GeneratedName;
import io.kubenet.controlplane.pod.PodMetadata;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.controlplane.workload.Job;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Runs a Job's Pods until enough have succeeded, or too many failed (job_controller.go, v1.36). */
final class JobController {

  private static final String INDEX = "batch.kubernetes.io/job-completion-index";

  private final Workspace workspace;
  private final Job job;
  private final List<PodObject> pods;

  JobController(Workspace workspace, Job job) {
    this.workspace = workspace;
    this.job = job;
    this.pods = new PodClaims(workspace).claim(job);
  }

  void sync() {
    List<PodObject> active =
        pods.stream().filter(PodObject::isActive).collect(ImmutableList.toImmutableList());
    int wanted = wanted(active.size());
    if (active.size() > wanted) {
      active.stream()
          .sorted(Comparator.comparing(PodObject::age).reversed())
          .limit(active.size() - wanted)
          .forEach(workspace::delete);
    } else if (job.isIndexed()) {
      createIndexed(wanted - active.size());
    } else {
      create(wanted - active.size());
    }
  }

  private int wanted(int active) {
    if (count(Pod.Phase.FAILED) > job.backoffLimit()) {
      return 0;
    }
    int succeeded = job.isIndexed() ? succeededIndexes().size() : count(Pod.Phase.SUCCEEDED);
    if (job.completions().isPresent()) {
      return Math.min(job.parallelism(), job.completions().getAsInt() - succeeded);
    }
    return succeeded > 0 ? Math.min(active, job.parallelism()) : job.parallelism();
  }

  private int count(Pod.Phase phase) {
    return (int) pods.stream().filter(pod -> pod.status().phase() == phase).count();
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
