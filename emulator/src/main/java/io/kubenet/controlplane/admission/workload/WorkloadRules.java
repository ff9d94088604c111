package io.kubenet.controlplane.admission.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.controlplane.admission.pod.PodDefaults;
import io.kubenet.controlplane.admission.pod.PodSpecValidation;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.KindRules;
import io.kubenet.controlplane.admission.validation.MetadataRules;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.controlplane.admission.validation.Trees;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/**
 * The rules of the kinds that make pods from a template: their selector must match the template's
 * labels, and cannot change.
 *
 * @param kind the kind
 */
public record WorkloadRules(String kind) implements KindRules {

  private static final FieldPath TEMPLATE = FieldPath.of("spec.template");

  @Override
  public List<String> name(String name) {
    return kind.equals("StatefulSet") ? Names.dnsLabel(name) : Names.dnsSubdomain(name);
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

  /** What holds the template: a CronJob's is that of its Jobs. */
  private ObjectNode holder(ObjectNode spec) {
    return kind.equals("CronJob") ? Trees.object(Trees.object(spec, "jobTemplate"), "spec") : spec;
  }

  @Override
  public void validate(LocatedTree tree, Causes causes) {
    validateSpec(tree, causes);
    new WorkloadSpecValidation(kind, tree.get("spec"), causes).checkNew(tree.get("metadata"));
  }

  private void validateSpec(LocatedTree tree, Causes causes) {
    LocatedTree template =
        kind.equals("CronJob")
            ? tree.at(FieldPath.of("spec.jobTemplate.spec.template"))
            : tree.at(TEMPLATE);
    LocatedTree selector = tree.get("spec").get("selector");
    new WorkloadSpecValidation(kind, tree.get("spec"), causes).check(template);
    if (SelectorValidation.of(kind, causes).check(selector, template)) {
      template(template, causes);
    }
  }

  /** ValidatePodTemplateSpec: paths of labels and annotations leave the metadata out. */
  private void template(LocatedTree template, Causes causes) {
    LocatedTree metadata = template.get("metadata");
    int times = kind.equals("StatefulSet") ? 2 : 1;
    for (int i = 0; i < times; i++) {
      MetadataRules.labels(
          metadata.get("labels").textsByKey(), template.path().field("labels"), causes);
      MetadataRules.annotations(
          metadata.get("annotations").textsByKey(), template.path().field("annotations"), causes);
    }
    PodSpecValidation.check(template.get("spec"), causes);
  }

  @Override
  public void validateUpdate(LocatedTree tree, LocatedTree old, Causes causes) {
    validateSpec(tree, causes);
    new WorkloadSpecValidation(kind, tree.get("spec"), causes).checkUpdate(old.get("spec"));
  }
}
