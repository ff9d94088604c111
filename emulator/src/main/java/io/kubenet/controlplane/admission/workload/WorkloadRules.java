package io.kubenet.controlplane.admission.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.pod.PodSpecValidation;
import io.kubenet.controlplane.admission.pod.PodWarnings;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.KindRules;
import io.kubenet.controlplane.admission.validation.MetadataRules;
import io.kubenet.controlplane.admission.validation.Names;
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
  private static final FieldPath JOB_TEMPLATE = FieldPath.of("spec.jobTemplate.spec.template");

  @Override
  public List<String> name(String name) {
    return kind.equals("StatefulSet") ? Names.dnsLabel(name) : Names.dnsSubdomain(name);
  }

  @Override
  public void complete(ObjectNode tree) {
    WorkloadDefaults.complete(kind, tree);
  }

  @Override
  public void validate(LocatedTree tree, Causes causes) {
    validateSpec(tree, causes);
    new WorkloadSpecValidation(kind, tree.get("spec"), causes).checkNew(tree.get("metadata"));
  }

  private void validateSpec(LocatedTree tree, Causes causes) {
    LocatedTree template = template(tree);
    LocatedTree selector = tree.get("spec").get("selector");
    WorkloadSpecValidation spec = new WorkloadSpecValidation(kind, tree.get("spec"), causes);
    spec.check();
    if (template.isAbsent()) {
      causes.required(template.path());
      return;
    }
    boolean isLookedAt = SelectorValidation.of(kind, causes).check(selector, template);
    if (isLookedAt) {
      template(template, causes);
    }
    if (isLookedAt || kind.equals("StatefulSet")) {
      spec.checkPods(template);
    }
  }

  private LocatedTree template(LocatedTree tree) {
    return tree.at(kind.equals("CronJob") ? JOB_TEMPLATE : TEMPLATE);
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
    PodSpecValidation.check(judged(template.get("spec")), causes);
  }

  /**
   * A StatefulSet's controller gives its pods other hostnames: those of the template may be any.
   */
  private LocatedTree judged(LocatedTree spec) {
    if (!kind.equals("StatefulSet") || !(spec.node() instanceof ObjectNode node)) {
      return spec;
    }
    ObjectNode copy = node.deepCopy();
    copy.remove(ImmutableList.of("hostname", "subdomain"));
    return spec.withNode(copy);
  }

  @Override
  public void validateUpdate(LocatedTree tree, LocatedTree old, Causes causes) {
    validateSpec(tree, causes);
    new WorkloadSpecValidation(kind, tree.get("spec"), causes).checkUpdate(old.get("spec"));
  }

  /** GetWarningsForPodTemplate, and of a name that is no part of a hostname. */
  @Override
  public List<String> warnings(LocatedTree tree) {
    String name = tree.at(FieldPath.of("metadata.name")).textOrEmpty();
    ImmutableList.Builder<String> warnings = ImmutableList.builder();
    if (!kind.equals("DaemonSet") && !Names.dnsLabel(name).isEmpty()) {
      warnings.add(
          "metadata.name: as a part of hostnames it " + String.join(", ", Names.dnsLabel(name)));
    }
    return warnings.addAll(ofTemplate(tree)).build();
  }

  /**
   * Nobody is warned of what a change has left as it was: of a DaemonSet, its template. Of a
   * ReplicationController the API server judges the old template, by mistake.
   */
  @Override
  public List<String> updateWarnings(LocatedTree tree, LocatedTree old) {
    FieldPath judged = kind.equals("DaemonSet") ? TEMPLATE : FieldPath.of("spec");
    if (tree.at(judged).node().equals(old.at(judged).node())) {
      return ImmutableList.of();
    }
    return ofTemplate(kind.equals("ReplicationController") ? old : tree);
  }

  private List<String> ofTemplate(LocatedTree tree) {
    return PodWarnings.ofSpec(template(tree).get("spec"));
  }
}
