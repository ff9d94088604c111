package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/** The rules of pods: the parts of ValidatePod and its strategy that networking reads. */
final class PodRules implements KindRules {

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
  public void validate(LocatedTree tree, Causes causes) {
    PodSpecValidation.check(tree.at(SPEC), causes);
  }

  /** ValidatePodUpdate: but for images, deadlines and gates, and more tolerations. */
  @Override
  public void validateUpdate(LocatedTree tree, LocatedTree old, Causes causes) {
    validate(tree, causes);
    LocatedTree spec = tree.at(SPEC);
    LocatedTree before = old.at(SPEC);
    for (String field : ImmutableList.of("containers", "initContainers")) {
      if (spec.get(field).items().size() != before.get(field).items().size()) {
        causes.forbidden(spec.get(field).path(), "pod updates may not add or remove containers");
        return;
      }
    }
    List<JsonNode> tolerations = values(spec.get("tolerations"));
    if (!tolerations.containsAll(values(before.get("tolerations")))) {
      causes.forbidden(spec.get("tolerations").path(), "may only be added to");
    }
    if (!fixed(spec).equals(fixed(before))) {
      causes.forbidden(
          SPEC,
          "pod updates may not change fields other than images, activeDeadlineSeconds and"
              + " tolerations");
    }
  }

  private static List<JsonNode> values(LocatedTree list) {
    return list.items().stream().map(LocatedTree::node).toList();
  }

  /** A pod's spec without what may change. */
  private static JsonNode fixed(LocatedTree spec) {
    ObjectNode copy = spec.node().deepCopy();
    copy.remove(ImmutableList.of("activeDeadlineSeconds", "tolerations", "schedulingGates"));
    PodDefaults.containers(copy).forEach(container -> container.remove("image"));
    return copy;
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
}
