package io.kubenet.controlplane.admission.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.controlplane.admission.pod.PodDefaults;
import io.kubenet.controlplane.admission.validation.Trees;
import java.util.List;

/** What workloads get for what they leave out: defaults.go of apps/v1 and batch/v1, v1.36. */
final class WorkloadDefaults {

  private static final int HISTORY = 10;
  private static final int PROGRESS_SECONDS = 600;
  private static final String ROLLING_UPDATE = "RollingUpdate";

  private WorkloadDefaults() {}

  static void complete(String kind, ObjectNode tree) {
    ObjectNode spec = Trees.object(tree, "spec");
    if (!List.of("DaemonSet", "Job", "CronJob").contains(kind)) {
      Trees.fill(spec, "replicas", 1);
    }
    switch (kind) {
      case "Deployment" -> deployment(spec);
      case "DaemonSet" -> daemonSet(spec);
      case "StatefulSet" -> statefulSet(spec);
      case "ReplicationController" -> controllerLabels(tree);
      case "Job" -> jobSize(spec);
      default -> {}
    }
    template(kind, spec);
  }

  /** A ReplicationController alone may have no template. */
  private static void template(String kind, ObjectNode spec) {
    ObjectNode holder =
        kind.equals("CronJob") ? Trees.object(Trees.object(spec, "jobTemplate"), "spec") : spec;
    if (holder.has("template") || !kind.equals("ReplicationController")) {
      PodDefaults.template(Trees.object(Trees.object(holder, "template"), "spec"));
    }
  }

  private static void deployment(ObjectNode spec) {
    ObjectNode strategy = Trees.object(spec, "strategy");
    Trees.fill(strategy, "type", ROLLING_UPDATE);
    if (Trees.text(strategy, "type").equals(ROLLING_UPDATE)) {
      ObjectNode rolling = Trees.object(strategy, "rollingUpdate");
      Trees.fillAbsent(rolling, "maxUnavailable", "25%");
      Trees.fillAbsent(rolling, "maxSurge", "25%");
    }
    Trees.fill(spec, "revisionHistoryLimit", HISTORY);
    Trees.fill(spec, "progressDeadlineSeconds", PROGRESS_SECONDS);
  }

  private static void daemonSet(ObjectNode spec) {
    ObjectNode strategy = Trees.object(spec, "updateStrategy");
    Trees.fill(strategy, "type", ROLLING_UPDATE);
    if (Trees.text(strategy, "type").equals(ROLLING_UPDATE)) {
      ObjectNode rolling = Trees.object(strategy, "rollingUpdate");
      Trees.fill(rolling, "maxUnavailable", 1);
      Trees.fill(rolling, "maxSurge", 0);
    }
    Trees.fill(spec, "revisionHistoryLimit", HISTORY);
  }

  private static void statefulSet(ObjectNode spec) {
    Trees.fill(spec, "podManagementPolicy", "OrderedReady");
    ObjectNode strategy = Trees.object(spec, "updateStrategy");
    if (Trees.text(strategy, "type").isEmpty()) {
      strategy.put("type", ROLLING_UPDATE);
      Trees.object(strategy, "rollingUpdate");
    }
    boolean isRolling = Trees.text(strategy, "type").equals(ROLLING_UPDATE);
    if (isRolling && strategy.path("rollingUpdate") instanceof ObjectNode rolling) {
      Trees.fill(rolling, "partition", 0);
      // The feature gate MaxUnavailableStatefulSet is off by default: the field is dropped.
      rolling.remove("maxUnavailable");
    }
    ObjectNode claims = Trees.object(spec, "persistentVolumeClaimRetentionPolicy");
    Trees.fill(claims, "whenDeleted", "Retain");
    Trees.fill(claims, "whenScaled", "Retain");
    Trees.fill(spec, "revisionHistoryLimit", HISTORY);
  }

  /** With parallelism alone a Job ends when one of its pods has succeeded (SetDefaults_Job). */
  private static void jobSize(ObjectNode spec) {
    if (!spec.has("parallelism")) {
      Trees.fill(spec, "completions", 1);
    }
    Trees.fill(spec, "parallelism", 1);
  }

  /** A ReplicationController takes its selector and labels from its template's labels. */
  private static void controllerLabels(ObjectNode tree) {
    ObjectNode labels =
        tree.path("spec").path("template").path("metadata").path("labels") instanceof ObjectNode l
            ? l
            : tree.objectNode();
    ObjectNode spec = Trees.object(tree, "spec");
    ObjectNode metadata = Trees.object(tree, "metadata");
    if (!labels.isEmpty() && spec.path("selector").isEmpty()) {
      spec.set("selector", labels.deepCopy());
    }
    if (!labels.isEmpty() && metadata.path("labels").isEmpty()) {
      metadata.set("labels", labels.deepCopy());
    }
  }
}
