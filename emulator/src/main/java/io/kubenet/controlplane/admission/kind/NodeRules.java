package io.kubenet.controlplane.admission.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.KindRules;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.controlplane.admission.validation.Trees;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.net.Cidr;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rules of Nodes: ValidateNode and ValidateNodeUpdate. */
final class NodeRules implements KindRules {

  private static final List<String> EFFECTS =
      ImmutableList.of("NoSchedule", "PreferNoSchedule", "NoExecute");

  @Override
  public List<String> name(String name) {
    return Names.dnsSubdomain(name);
  }

  @Override
  public void complete(ObjectNode tree) {
    ObjectNode spec = Trees.object(tree, "spec");
    List<String> podCidrs = Trees.texts(spec, "podCIDRs");
    String podCidr = Trees.text(spec, "podCIDR");
    if (podCidrs.isEmpty() && !podCidr.isEmpty()) {
      Trees.putTexts(spec, "podCIDRs", ImmutableList.of(podCidr));
    } else if (podCidr.isEmpty() && !podCidrs.isEmpty()) {
      spec.put("podCIDR", podCidrs.get(0));
    }
    ObjectNode status = Trees.object(tree, "status");
    if (status.path("allocatable").isEmpty()) {
      if (status.has("capacity")) {
        status.set("allocatable", status.get("capacity").deepCopy());
      }
    }
  }

  @Override
  public void validate(LocatedTree tree, Causes causes) {
    taints(tree.get("spec").get("taints"), causes);
    podCidrs(tree.get("spec").get("podCIDRs"), causes);
  }

  @Override
  public void validateUpdate(LocatedTree tree, LocatedTree old, Causes causes) {
    taints(tree.get("spec").get("taints"), causes);
    LocatedTree podCidrs = tree.get("spec").get("podCIDRs");
    List<String> before = old.get("spec").get("podCIDRs").texts();
    if (before.isEmpty()) {
      podCidrs(podCidrs, causes);
    } else if (!before.equals(podCidrs.texts())) {
      causes.forbidden(podCidrs.path(), "may not change once they are set, as " + before);
    }
  }

  private static void podCidrs(LocatedTree podCidrs, Causes causes) {
    for (LocatedTree cidr : podCidrs.items()) {
      causes.invalid(cidr.path(), cidr.text(), Addresses.cidr(cidr.text()));
    }
    List<String> texts = podCidrs.texts();
    long families =
        texts.stream()
            .flatMap(text -> Addresses.parseCidr(text).stream())
            .map(Cidr::family)
            .distinct()
            .count();
    if (texts.size() > 1 && (families < 2 || texts.size() > 2)) {
      causes.invalid(podCidrs.path(), texts, "may hold one CIDR of each family at most");
    }
  }

  /** validateNodeTaints. */
  private static void taints(LocatedTree taints, Causes causes) {
    Set<String> seen = new LinkedHashSet<>();
    for (LocatedTree taint : taints.items()) {
      String key = taint.get("key").textOrEmpty();
      String value = taint.get("value").textOrEmpty();
      LocatedTree effect = taint.get("effect");
      causes.invalid(taint.path(), key, Names.qualified(key));
      causes.invalid(taint.path(), value, Names.labelValue(value));
      if (effect.textOrEmpty().isEmpty()) {
        causes.required(effect.path());
      } else if (!EFFECTS.contains(effect.text())) {
        causes.notSupported(effect.path(), effect.text(), EFFECTS);
      }
      if (!seen.add(key + ":" + effect.textOrEmpty())) {
        causes.duplicate(taint.path(), key + ":" + effect.textOrEmpty());
      }
    }
  }

  /** Nodes tell their status when they are made: it is kept. */
  @Override
  public void prepareForCreate(ObjectNode tree) {}
}
