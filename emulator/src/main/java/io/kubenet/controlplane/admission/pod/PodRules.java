package io.kubenet.controlplane.admission.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.KindRules;
import io.kubenet.controlplane.admission.validation.MetadataRules;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/** The rules of pods: the parts of ValidatePod and its strategy that networking reads. */
public final class PodRules implements KindRules {

  static final List<String> CONTAINERS = ImmutableList.of("containers", "initContainers");
  private static final FieldPath SPEC = FieldPath.of("spec");

  @Override
  public List<String> name(String name) {
    return Names.dnsSubdomain(name);
  }

  @Override
  public void complete(ObjectNode tree) {
    PodDefaults.pod(tree);
  }

  @Override
  public void validateChangedMetadata(LocatedTree tree, Causes causes) {
    MetadataRules.changed(tree, causes);
    MetadataRules.create(tree, this::name, causes);
  }

  /** ValidatePodCreate. */
  @Override
  public void validate(LocatedTree tree, Causes causes) {
    specOfPod(tree, causes);
    LocatedTree spec = tree.at(SPEC);
    if (!spec.get("nodeName").isAbsent() && !spec.get("schedulingGates").items().isEmpty()) {
      causes.forbidden(spec.get("nodeName").path(), "may not be set with schedulingGates");
    }
    if (!spec.get("ephemeralContainers").items().isEmpty()) {
      causes.forbidden(spec.get("ephemeralContainers").path(), "may not be set on create");
    }
  }

  /** validatePodMetadataAndSpec. */
  private static void specOfPod(LocatedTree tree, Causes causes) {
    PodSpecValidation.check(tree.at(SPEC), causes);
    for (String field : CONTAINERS) {
      for (LocatedTree container : tree.at(SPEC).get(field).items()) {
        LocatedTree image = container.get("image");
        if (!image.textOrEmpty().strip().equals(image.textOrEmpty())) {
          causes.invalid(image.path(), image.text(), "must not have spaces at its ends");
        }
      }
    }
  }

  @Override
  public void validateUpdate(LocatedTree tree, LocatedTree old, Causes causes) {
    specOfPod(tree, causes);
    PodUpdateValidation.check(tree.at(SPEC), old.at(SPEC), causes);
  }

  @Override
  public void validateStatus(LocatedTree tree, LocatedTree old, Causes causes) {
    PodStatusValidation.check(tree, old, causes);
  }

  @Override
  public void prepareForCreate(ObjectNode tree) {
    tree.putObject("status").put("phase", "Pending");
  }

  @Override
  public List<String> warnings(LocatedTree tree) {
    return PodWarnings.of(tree);
  }

  /** Nobody is warned of changes of pods (WarningsOnUpdate). */
  @Override
  public List<String> updateWarnings(LocatedTree tree, LocatedTree old) {
    return ImmutableList.of();
  }
}
