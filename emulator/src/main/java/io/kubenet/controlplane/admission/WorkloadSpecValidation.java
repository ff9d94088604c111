package io.kubenet.controlplane.admission;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/**
 * What the spec of a workload must hold besides selector and template (apps and batch
 * validation.go, v1.36).
 */
final class WorkloadSpecValidation {

  private static final ImmutableSet<String> RUN_TO_THEIR_END = ImmutableSet.of("Job", "CronJob");
  private static final ImmutableList<String> UPDATES =
      ImmutableList.of("RollingUpdate", "OnDelete");

  private final String kind;
  private final LocatedTree spec;
  private final Causes causes;

  WorkloadSpecValidation(String kind, LocatedTree spec, Causes causes) {
    this.kind = kind;
    this.spec = spec;
    this.causes = causes;
  }

  void check(LocatedTree template) {
    restartPolicy(template.get("spec").get("restartPolicy"));
    switch (kind) {
      case "Deployment" -> deployment(spec.get("strategy"));
      case "StatefulSet" -> statefulSet();
      case "DaemonSet" -> daemonSet(spec.get("updateStrategy"));
      case "Job" -> job(spec);
      case "CronJob" -> job(spec.get("jobTemplate").get("spec"));
      default -> {}
    }
  }

  private void restartPolicy(LocatedTree policy) {
    boolean isAlways = policy.textOrEmpty().equals("Always");
    if (RUN_TO_THEIR_END.contains(kind) && (isAlways || policy.textOrEmpty().isEmpty())) {
      causes.required(policy.path(), "OnFailure or Never");
    } else if (!RUN_TO_THEIR_END.contains(kind) && !isAlways) {
      causes.notSupported(policy.path(), policy.textOrEmpty(), ImmutableList.of("Always"));
    }
  }

  private void deployment(LocatedTree strategy) {
    LocatedTree rolling = strategy.get("rollingUpdate");
    oneOf(strategy.get("type"), ImmutableList.of("RollingUpdate", "Recreate"));
    if (strategy.get("type").textOrEmpty().equals("Recreate")) {
      if (!rolling.isAbsent()) {
        causes.forbidden(rolling.path(), "must be left out where the type is Recreate");
      }
      return;
    }
    shares(rolling);
    if (isZero(rolling.get("maxSurge")) && isZero(rolling.get("maxUnavailable"))) {
      causes.invalid(rolling.get("maxUnavailable").path(), 0, "must not be 0 with maxSurge 0");
    }
  }

  private void statefulSet() {
    LocatedTree policy = spec.get("podManagementPolicy");
    if (!ImmutableList.of("", "OrderedReady", "Parallel").contains(policy.textOrEmpty())) {
      causes.invalid(policy.path(), policy.text(), "must be OrderedReady or Parallel");
    }
    LocatedTree update = spec.get("updateStrategy");
    String type = update.get("type").textOrEmpty();
    if (!type.isEmpty() && !UPDATES.contains(type)) {
      causes.invalid(update.path(), type, "must be RollingUpdate or OnDelete");
    }
    notNegative(update.get("rollingUpdate").get("partition"));
    notNegative(spec.get("ordinals").get("start"));
  }

  private void daemonSet(LocatedTree update) {
    oneOf(update.get("type"), UPDATES);
    LocatedTree rolling = update.get("rollingUpdate");
    shares(rolling);
    boolean isSurging = !rolling.get("maxSurge").isAbsent() && !isZero(rolling.get("maxSurge"));
    if (isSurging && !isZero(rolling.get("maxUnavailable"))) {
      causes.invalid(
          rolling.get("maxSurge").path(),
          rolling.get("maxSurge").node().asText(),
          "must be 0 where maxUnavailable is not");
    } else if (!isSurging && isZero(rolling.get("maxUnavailable"))) {
      causes.required(rolling.get("maxUnavailable").path(), "must not be 0 with maxSurge 0");
    }
  }

  private void job(LocatedTree job) {
    ImmutableList.of("parallelism", "completions", "backoffLimit")
        .forEach(field -> notNegative(job.get(field)));
    oneOf(job.get("completionMode"), ImmutableList.of("NonIndexed", "Indexed"));
    if (job.get("completionMode").textOrEmpty().equals("Indexed")
        && job.get("completions").isAbsent()) {
      causes.required(job.get("completions").path(), "where the completion mode is Indexed");
    }
  }

  private void oneOf(LocatedTree field, List<String> supported) {
    if (!field.textOrEmpty().isEmpty() && !supported.contains(field.text())) {
      causes.notSupported(field.path(), field.text(), supported);
    }
  }

  private void notNegative(LocatedTree number) {
    if (number.integerOrZero() < 0) {
      causes.invalid(number.path(), number.integer(), "must not be negative");
    }
  }

  private void shares(LocatedTree rolling) {
    share(rolling.get("maxSurge"));
    LocatedTree unavailable = rolling.get("maxUnavailable");
    share(unavailable);
    if (unavailable.node().asText().matches("\\d{4,}%|[2-9]\\d\\d%|1(0[1-9]|[1-9]\\d)%")) {
      causes.invalid(unavailable.path(), unavailable.text(), "must not be more than 100%");
    }
  }

  private void share(LocatedTree share) {
    if (share.node().isInt()) {
      notNegative(share);
    } else if (!share.isAbsent() && !share.node().asText().matches("\\d+%")) {
      causes.invalid(share.path(), share.node().asText(), "must be a number or a percentage");
    }
  }

  private static boolean isZero(LocatedTree share) {
    return share.node().asText().matches("0+%?");
  }

  /** What cannot change once the workload is there. */
  void checkUpdate(LocatedTree old) {
    if (kind.equals("StatefulSet") && isOtherThan(old, "serviceName", "podManagementPolicy")) {
      causes.forbidden(
          spec.path(), "serviceName and podManagementPolicy of a StatefulSet may not change");
    }
    if (kind.equals("Job")) {
      immutable("selector", old);
      immutable("template", old);
      immutable("completionMode", old);
    }
  }

  private boolean isOtherThan(LocatedTree old, String... fields) {
    return ImmutableList.copyOf(fields).stream()
        .anyMatch(field -> !spec.get(field).node().equals(old.get(field).node()));
  }

  private void immutable(String field, LocatedTree old) {
    FieldPath path = spec.get(field).path();
    if (isOtherThan(old, field)) {
      causes.invalid(path, field, "may not change");
    }
  }
}
