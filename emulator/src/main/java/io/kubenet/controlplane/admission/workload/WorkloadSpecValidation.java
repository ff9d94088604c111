package io.kubenet.controlplane.admission.workload;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/**
 * What the spec of a workload must hold besides selector and template (apps and batch
 * validation.go, v1.36).
 */
final class WorkloadSpecValidation {

  private static final ImmutableSet<String> RUN_TO_THEIR_END = ImmutableSet.of("Job", "CronJob");

  /** Left out, a Deployment waits this long (SetDefaults_Deployment). */
  private static final int PROGRESS_SECONDS = 600;

  private static final List<String> STATEFUL_SET_CLOSED_FIELDS =
      ImmutableList.of("selector", "serviceName", "podManagementPolicy", "volumeClaimTemplates");

  private final String kind;
  private final LocatedTree spec;
  private final Causes causes;

  WorkloadSpecValidation(String kind, LocatedTree spec, Causes causes) {
    this.kind = kind;
    this.spec = spec;
    this.causes = causes;
  }

  void check() {
    if (RUN_TO_THEIR_END.contains(kind)) {
      job(kind.equals("Job") ? spec : spec.get("jobTemplate").get("spec"));
      return;
    }
    ImmutableList.of("replicas", "minReadySeconds", "revisionHistoryLimit")
        .forEach(field -> notNegative(spec.get(field)));
    UpdateStrategyValidation strategy = new UpdateStrategyValidation(causes);
    switch (kind) {
      case "Deployment" -> {
        strategy.deployment(spec.get("strategy"));
        progressDeadline();
      }
      case "StatefulSet" -> {
        strategy.statefulSet(spec.get("updateStrategy"));
        statefulSet();
      }
      case "DaemonSet" -> strategy.daemonSet(spec.get("updateStrategy"));
      default -> {}
    }
  }

  /** What its pods must be like to be run by such a workload. */
  void checkPods(LocatedTree template) {
    if (RUN_TO_THEIR_END.contains(kind)) {
      endingTemplate(template.get("spec"));
    } else {
      lastingTemplate(template.get("spec"));
    }
  }

  private void endingTemplate(LocatedTree template) {
    LocatedTree policy = template.get("restartPolicy");
    if (policy.textOrEmpty().isEmpty() || policy.textOrEmpty().equals("Always")) {
      causes.required(policy.path(), "OnFailure or Never");
    } else if (!ImmutableList.of("OnFailure", "Never").contains(policy.text())) {
      causes.notSupported(policy.path(), policy.text(), ImmutableList.of("OnFailure", "Never"));
    }
  }

  private void lastingTemplate(LocatedTree template) {
    LocatedTree policy = template.get("restartPolicy");
    if (!policy.textOrEmpty().equals("Always")) {
      causes.notSupported(policy.path(), policy.textOrEmpty(), ImmutableList.of("Always"));
    }
    LocatedTree deadline = template.get("activeDeadlineSeconds");
    if (!deadline.isAbsent()) {
      causes.forbidden(deadline.path(), "may not be set for pods of a " + kind);
    }
  }

  private void progressDeadline() {
    LocatedTree deadline = spec.get("progressDeadlineSeconds");
    notNegative(deadline);
    int seconds = deadline.optionalInteger().orElse(PROGRESS_SECONDS);
    if (seconds <= spec.get("minReadySeconds").integerOrZero()) {
      causes.invalid(deadline.path(), seconds, "must be more than minReadySeconds");
    }
  }

  private void statefulSet() {
    LocatedTree policy = spec.get("podManagementPolicy");
    if (!ImmutableList.of("", "OrderedReady", "Parallel").contains(policy.textOrEmpty())) {
      causes.invalid(policy.path(), policy.text(), "must be OrderedReady or Parallel");
    }
    notNegative(spec.get("ordinals").get("start"));
    for (String when : ImmutableList.of("whenDeleted", "whenScaled")) {
      LocatedTree claims = spec.get("persistentVolumeClaimRetentionPolicy").get(when);
      List<String> fates = ImmutableList.of("Delete", "Retain");
      if (!fates.contains(claims.textOrEmpty())) {
        causes.notSupported(claims.path(), claims.textOrEmpty(), fates);
      }
    }
  }

  private void job(LocatedTree job) {
    ImmutableList.of(
            "parallelism",
            "completions",
            "activeDeadlineSeconds",
            "backoffLimit",
            "ttlSecondsAfterFinished",
            "backoffLimitPerIndex",
            "maxFailedIndexes")
        .forEach(field -> notNegative(job.get(field)));
    LocatedTree mode = job.get("completionMode");
    List<String> modes = ImmutableList.of("NonIndexed", "Indexed");
    if (!mode.isAbsent() && !modes.contains(mode.text())) {
      causes.notSupported(mode.path(), mode.text(), modes);
    }
    if (mode.textOrEmpty().equals("Indexed") && job.get("completions").isAbsent()) {
      causes.required(job.get("completions").path(), "where the completion mode is Indexed");
    }
  }

  private void notNegative(LocatedTree number) {
    if (!number.isAbsent() && number.node().longValue() < 0) {
      causes.invalid(number.path(), number.node(), "must not be negative");
    }
  }

  /** What is looked at in new workloads alone. */
  void checkNew(LocatedTree metadata) {
    LocatedTree service = spec.get("serviceName");
    if (kind.equals("StatefulSet") && !service.textOrEmpty().isEmpty()) {
      causes.invalid(service.path(), service.text(), Names.dnsLabel(service.text()));
    }
    if (kind.equals("Job")) {
      indexedHostnames(metadata.get("name"));
    }
  }

  /** ValidateJob: the name and an index are the hostname of a pod. */
  private void indexedHostnames(LocatedTree name) {
    int last = spec.get("completions").integerOrZero() - 1;
    boolean isIndexed = spec.get("completionMode").textOrEmpty().equals("Indexed");
    if (isIndexed && last >= 0 && !Names.dnsLabel(name.textOrEmpty() + "-" + last).isEmpty()) {
      causes.invalid(name.path(), name.textOrEmpty(), "makes no hostnames of pods");
    }
  }

  /** What cannot change once the workload is there. */
  void checkUpdate(LocatedTree old) {
    switch (kind) {
      case "StatefulSet" -> {
        if (STATEFUL_SET_CLOSED_FIELDS.stream().anyMatch(field -> isOther(field, old))) {
          causes.forbidden(spec.path(), STATEFUL_SET_CLOSED_FIELDS + " may not change");
        }
      }
      case "Deployment", "ReplicaSet", "DaemonSet" -> immutable("selector", old);
      case "Job" -> {
        ImmutableList.of("selector", "template", "completionMode")
            .forEach(field -> immutable(field, old));
        completions(old);
      }
      default -> {}
    }
  }

  /** validateCompletions: an indexed Job's may change together with its parallelism. */
  private void completions(LocatedTree old) {
    LocatedTree completions = spec.get("completions");
    boolean isIndexed = spec.get("completionMode").textOrEmpty().equals("Indexed");
    boolean isTandem = completions.integerOrZero() == spec.get("parallelism").integerOrZero();
    if (!isIndexed) {
      immutable("completions", old);
    } else if (isOther("completions", old) && !completions.isAbsent() && !isTandem) {
      causes.invalid(completions.path(), completions.integer(), "must be parallelism to change");
    }
  }

  private boolean isOther(String field, LocatedTree old) {
    return !spec.get(field).node().equals(old.get(field).node());
  }

  private void immutable(String field, LocatedTree old) {
    FieldPath path = spec.get(field).path();
    if (isOther(field, old)) {
      causes.invalid(path, spec.get(field).node(), "may not change");
    }
  }
}
