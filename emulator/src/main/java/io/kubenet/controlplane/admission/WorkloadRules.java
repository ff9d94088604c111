package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of the kinds that make pods from a template: their selector must match the template's
 * labels, and cannot change.
 *
 * @param kind the kind
 */
record WorkloadRules(String kind) implements KindRules {

  private static final FieldPath TEMPLATE = FieldPath.of("spec.template");

  @Override
  public List<String> name(String name) {
    return Names.dnsSubdomain(name);
  }

  @Override
  public void complete(ObjectNode tree) {
    ObjectNode spec = Trees.object(tree, "spec");
    ObjectNode pods = Trees.object(Trees.object(holder(spec), "template"), "spec");
    PodDefaults.template(pods);
    if (isReplicated()) {
      Trees.fill(spec, "replicas", 1);
    }
    if (kind.equals("ReplicationController")) {
      controllerLabels(tree);
    }
    if (kind.equals("Job")) {
      jobSize(spec);
    }
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

  private boolean isReplicated() {
    return !List.of("DaemonSet", "Job", "CronJob").contains(kind);
  }

  private boolean isSelecting() {
    return !List.of("Job", "CronJob", "ReplicationController").contains(kind);
  }

  /** What holds the template: a CronJob's is that of its Jobs. */
  private ObjectNode holder(ObjectNode spec) {
    return kind.equals("CronJob") ? Trees.object(Trees.object(spec, "jobTemplate"), "spec") : spec;
  }

  @Override
  public void validate(LocatedTree tree, Causes causes) {
    LocatedTree replicas = tree.get("spec").get("replicas");
    if (replicas.integerOrZero() < 0) {
      causes.invalid(replicas.path(), replicas.integer(), "must not be negative");
    }
    LocatedTree template =
        kind.equals("CronJob")
            ? tree.at(FieldPath.of("spec.jobTemplate.spec.template"))
            : tree.at(TEMPLATE);
    MetadataRules.labels(template.get("metadata").get("labels"), causes);
    if (isSelecting()) {
      selector(tree.get("spec").get("selector"), template, causes);
    }
    PodSpecValidation.check(template.get("spec"), causes);
    new WorkloadSpecValidation(kind, tree.get("spec"), causes).check(template);
  }

  private static void selector(LocatedTree selector, LocatedTree template, Causes causes) {
    if (selector.isAbsent()) {
      causes.required(selector.path());
      return;
    }
    MetadataRules.selector(selector, causes);
    LocatedTree labels = template.get("metadata").get("labels");
    Map<String, String> has = labels.textsByKey();
    Map<String, String> wants = new LinkedHashMap<>(selector.get("matchLabels").textsByKey());
    if (wants.isEmpty() && selector.get("matchExpressions").items().isEmpty()) {
      causes.invalid(selector.path(), "{}", "may not be empty");
    }
    wants.entrySet().removeIf(label -> label.getValue().equals(has.get(label.getKey())));
    if (!wants.isEmpty()) {
      causes.invalid(labels.path(), has, "must have what selector asks for: " + wants);
    }
  }

  @Override
  public void validateUpdate(LocatedTree tree, LocatedTree old, Causes causes) {
    validate(tree, causes);
    LocatedTree selector = tree.get("spec").get("selector");
    boolean isSame = selector.node().equals(old.get("spec").get("selector").node());
    if (isSelecting() && !isSame) {
      causes.invalid(selector.path(), selector.node(), "may not change");
    }
    new WorkloadSpecValidation(kind, tree.get("spec"), causes).checkUpdate(old.get("spec"));
  }
}
