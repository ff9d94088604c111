package io.kubenet.controlplane.admission.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.KindRules;
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
  public boolean isJudgedAnew() {
    return true;
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

  /** ValidatePodStatusUpdate: at most one address a family. */
  @Override
  public void validateStatus(LocatedTree tree, LocatedTree old, Causes causes) {
    LocatedTree ips = tree.at(FieldPath.of("status.podIPs"));
    List<String> existing =
        old.at(FieldPath.of("status.podIPs")).items().stream()
            .map(one -> one.get("ip").textOrEmpty())
            .toList();
    for (int i = 0; i < ips.items().size(); i++) {
      String ip = ips.items().get(i).get("ip").textOrEmpty();
      if (!existing.contains(ip)) {
        causes.invalid(ips.path().item(i), ip, Addresses.address(ip));
      }
    }
    List<String> texts = ips.items().stream().map(one -> one.get("ip").textOrEmpty()).toList();
    boolean isDualStack =
        texts.size() == 2
            && texts.stream().anyMatch(Addresses::isIpv4)
            && texts.stream().anyMatch(Addresses::isIpv6);
    if (texts.size() > 1 && !isDualStack) {
      causes.invalid(ips.path(), texts, "may hold one address of each family at most");
    }
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
  public List<String> updateWarnings(LocatedTree tree) {
    return ImmutableList.of();
  }
}
