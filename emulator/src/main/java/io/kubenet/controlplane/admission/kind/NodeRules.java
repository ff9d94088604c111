package io.kubenet.controlplane.admission.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.CauseReason;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.KindRules;
import io.kubenet.controlplane.admission.validation.MetadataRules;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.controlplane.admission.validation.Trees;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.net.Cidr;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rules of Nodes: ValidateNode and ValidateNodeUpdate. */
public final class NodeRules implements KindRules {

  private static final FieldPath TAINTS = FieldPath.of("metadata.taints");

  private static final List<String> EFFECTS =
      ImmutableList.of("NoSchedule", "PreferNoSchedule", "NoExecute");

  @Override
  public List<String> name(String name) {
    return Names.dnsSubdomain(name);
  }

  @Override
  public void complete(ObjectNode tree) {
    ObjectNode spec = Trees.object(tree, "spec");
    podCidr(spec);
    ObjectNode status = Trees.object(tree, "status");
    if (status.path("allocatable").isEmpty()) {
      if (status.has("capacity")) {
        status.set("allocatable", status.get("capacity").deepCopy());
      }
    }
  }

  /** The conversion of v1 Nodes keeps podCIDR and podCIDRs[0] alike, and podCIDR leads. */
  private static void podCidr(ObjectNode spec) {
    List<String> podCidrs = Trees.texts(spec, "podCIDRs");
    String podCidr = Trees.text(spec, "podCIDR");
    if (podCidr.isEmpty() && !podCidrs.isEmpty()) {
      spec.put("podCIDR", podCidrs.get(0));
    } else if (!podCidr.isEmpty() && (podCidrs.isEmpty() || !podCidrs.get(0).equals(podCidr))) {
      Trees.putTexts(spec, "podCIDRs", ImmutableList.of(podCidr));
    }
  }

  @Override
  public void validate(LocatedTree tree, Causes causes) {
    taints(tree, causes);
    podCidrs(tree.get("spec").get("podCIDRs"), causes);
  }

  /** ValidateUpdate of the strategy calls ValidateNode, and ValidateNodeUpdate after it. */
  @Override
  public void validateChangedMetadata(LocatedTree tree, Causes causes) {
    MetadataRules.changed(tree, causes);
    MetadataRules.create(tree, this::name, causes);
  }

  @Override
  public void validateUpdate(LocatedTree tree, LocatedTree old, Causes causes) {
    validate(tree, causes);
    taints(tree, causes);
    addresses(tree, causes);
    keptCidrs(tree.get("spec").get("podCIDRs"), old.get("spec").get("podCIDRs").texts(), causes);
    LocatedTree provider = tree.get("spec").get("providerID");
    String before = old.get("spec").get("providerID").textOrEmpty();
    if (!before.isEmpty() && !before.equals(provider.textOrEmpty())) {
      causes.forbidden(provider.path(), "may not change once it is set, as " + before);
    }
  }

  @Override
  public void validateStatus(LocatedTree tree, LocatedTree old, Causes causes) {
    addresses(tree, causes);
  }

  private static void addresses(LocatedTree tree, Causes causes) {
    Set<JsonNode> seen = new LinkedHashSet<>();
    for (LocatedTree address : tree.at(FieldPath.of("status.addresses")).items()) {
      if (!seen.add(address.node())) {
        causes.duplicate(address.path(), address.node());
      }
    }
  }

  private static void keptCidrs(LocatedTree podCidrs, List<String> before, Causes causes) {
    List<String> after = podCidrs.texts();
    long changes =
        before.size() == after.size()
            ? Streams.zip(before.stream(), after.stream(), (b, a) -> !b.equals(a))
                .filter(isChanged -> isChanged)
                .count()
            : Math.min(before.size(), 1);
    for (long i = 0; i < changes; i++) {
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
    if (texts.size() > 1 && texts.stream().anyMatch(text -> Addresses.parseCidr(text).isEmpty())) {
      causes.add(podCidrs.path(), CauseReason.INTERNAL, "may hold CIDRs alone, is " + texts);
      families = 0;
    }
    if (texts.size() > 1 && (families < 2 || texts.size() > 2)) {
      causes.invalid(podCidrs.path(), texts, "may hold one CIDR of each family at most");
    }
  }

  /** validateNodeTaints; the path of the API begins with metadata, by mistake. */
  private static void taints(LocatedTree tree, Causes causes) {
    Set<String> seen = new LinkedHashSet<>();
    List<LocatedTree> taints = tree.get("spec").get("taints").items();
    for (int i = 0; i < taints.size(); i++) {
      FieldPath path = TAINTS.item(i);
      taint(taints.get(i), path, causes);
      String key = taints.get(i).get("key").textOrEmpty();
      String effect = taints.get(i).get("effect").textOrEmpty();
      if (!seen.add(key + ":" + effect)) {
        causes.duplicate(path, key + ":" + effect);
      }
    }
  }

  private static void taint(LocatedTree taint, FieldPath path, Causes causes) {
    String key = taint.get("key").textOrEmpty();
    String value = taint.get("value").textOrEmpty();
    String effect = taint.get("effect").textOrEmpty();
    causes.invalid(path.field("key"), key, Names.qualified(key));
    Names.labelValue(value).stream()
        .limit(1)
        .forEach(rule -> causes.invalid(path.field("value"), value, rule));
    if (effect.isEmpty()) {
      causes.required(path.field("effect"));
    } else if (!EFFECTS.contains(effect)) {
      causes.notSupported(path.field("effect"), effect, EFFECTS);
    }
  }

  /** Nodes tell their status when they are made: it is kept. */
  @Override
  public void prepareForCreate(ObjectNode tree) {}
}
