package io.kubenet.controlplane.admission.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.KindRules;
import io.kubenet.controlplane.admission.validation.MetadataRules;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.controlplane.admission.validation.PortFields;
import io.kubenet.controlplane.admission.validation.Trees;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of NetworkPolicies: pkg/apis/networking. */
public final class NetworkPolicyRules implements KindRules {

  private static final List<String> TYPES = ImmutableList.of("Ingress", "Egress");

  @Override
  public List<String> name(String name) {
    return Names.dnsSubdomain(name);
  }

  @Override
  public void complete(ObjectNode tree) {
    ObjectNode spec = Trees.object(tree, "spec");
    Trees.object(spec, "podSelector");
    for (String direction : ImmutableList.of("ingress", "egress")) {
      for (ObjectNode rule : Trees.objects(spec, direction)) {
        Trees.objects(rule, "ports").forEach(NetworkPolicyRules::completePort);
      }
    }
    if (spec.path("policyTypes").isEmpty()) {
      ArrayNode types = spec.putArray("policyTypes").add("Ingress");
      if (!spec.path("egress").isEmpty()) {
        types.add("Egress");
      }
    }
  }

  private static void completePort(ObjectNode port) {
    if (!port.has("protocol")) {
      port.put("protocol", "TCP");
    }
  }

  @Override
  public void validate(LocatedTree tree, Causes causes) {
    validate(tree, ImmutableList.of(), causes);
  }

  @Override
  public void validateUpdate(LocatedTree tree, LocatedTree old, Causes causes) {
    validate(tree, blocks(old), causes);
  }

  private static void validate(LocatedTree tree, List<String> existing, Causes causes) {
    LocatedTree spec = tree.get("spec");
    MetadataRules.selector(spec.get("podSelector"), causes);
    for (LocatedTree rule : spec.get("ingress").items()) {
      rule.get("ports").items().forEach(port -> port(port, causes));
      rule.get("from").items().forEach(peer -> peer(peer, existing, causes));
    }
    for (LocatedTree rule : spec.get("egress").items()) {
      rule.get("ports").items().forEach(port -> port(port, causes));
      rule.get("to").items().forEach(peer -> peer(peer, existing, causes));
    }
    types(spec.get("policyTypes"), causes);
  }

  private static void types(LocatedTree types, Causes causes) {
    if (types.items().size() > TYPES.size()) {
      causes.invalid(types.path(), types.texts(), "may not have more than two values");
      return;
    }
    for (LocatedTree type : types.items()) {
      if (!TYPES.contains(type.text())) {
        causes.notSupported(type.path(), type.text(), TYPES);
      }
    }
  }

  /** ValidateNetworkPolicyPort. */
  private static void port(LocatedTree port, Causes causes) {
    LocatedTree protocol = port.get("protocol");
    if (!protocol.isAbsent()) {
      PortFields.protocol(protocol, causes);
    }
    LocatedTree number = port.get("port");
    if (!number.isAbsent()) {
      PortFields.portReference(number, causes);
    }
    LocatedTree end = port.get("endPort");
    if (!end.isAbsent()) {
      endPort(end, number, causes);
    }
  }

  private static void endPort(LocatedTree end, LocatedTree port, Causes causes) {
    if (port.isAbsent()) {
      causes.invalid(end.path(), end.integer(), "may not be set without port");
    } else if (port.node().isTextual()) {
      causes.invalid(end.path(), end.integer(), "may not be set with a port's name");
    } else {
      if (end.integer() < port.integer()) {
        causes.invalid(end.path(), end.integer(), "must not be less than port " + port.integer());
      }
      causes.invalid(end.path(), end.integer(), Names.portNumber(end.integer()));
    }
  }

  /** ValidateNetworkPolicyPeer. */
  private static void peer(LocatedTree peer, List<String> existing, Causes causes) {
    boolean hasPods = !peer.get("podSelector").isAbsent();
    boolean hasNamespaces = !peer.get("namespaceSelector").isAbsent();
    boolean hasBlock = !peer.get("ipBlock").isAbsent();
    MetadataRules.selector(peer.get("podSelector"), causes);
    MetadataRules.selector(peer.get("namespaceSelector"), causes);
    if (hasBlock) {
      block(peer.get("ipBlock"), existing, causes);
    }
    if (!hasPods && !hasNamespaces && !hasBlock) {
      causes.required(peer.path(), "a podSelector, a namespaceSelector or an ipBlock");
    } else if (hasBlock && (hasPods || hasNamespaces)) {
      causes.forbidden(peer.path(), "may not have an ipBlock and a selector");
    }
  }

  /** ValidateIPBlock: blocks that the policy had before are not judged again. */
  private static void block(LocatedTree block, List<String> existing, Causes causes) {
    LocatedTree field = block.get("cidr");
    if (field.textOrEmpty().isEmpty()) {
      causes.required(field.path());
      return;
    }
    cidr(field, existing, causes);
    Optional<Cidr> cidr = Addresses.parseCidr(field.text());
    if (cidr.isEmpty()) {
      return;
    }
    for (LocatedTree except : block.get("except").items()) {
      cidr(except, existing, causes);
      Optional<Cidr> left = Addresses.parseCidr(except.text());
      if (left.isPresent() && !isStrictSubset(left.get(), cidr.get())) {
        causes.invalid(
            except.path(), except.text(), "must be a strict subset of cidr " + cidr.get());
      }
    }
  }

  private static boolean isStrictSubset(Cidr inner, Cidr outer) {
    return outer.family() == inner.family()
        && outer.contains(inner)
        && inner.prefixLength() > outer.prefixLength();
  }

  private static void cidr(LocatedTree cidr, List<String> existing, Causes causes) {
    if (!existing.contains(cidr.text())) {
      causes.invalid(cidr.path(), cidr.text(), Addresses.cidr(cidr.text()));
    }
  }

  private static List<String> blocks(LocatedTree tree) {
    List<String> blocks = new ArrayList<>();
    for (JsonNode block : tree.node().findValues("ipBlock")) {
      blocks.add(block.path("cidr").asText());
      blocks.addAll(Trees.texts(block, "except"));
    }
    return blocks;
  }

  @Override
  public List<String> warnings(LocatedTree tree) {
    return blocks(tree).stream()
        .flatMap(block -> Addresses.cidrWarnings("spec", block).stream())
        .toList();
  }

  @Override
  public void prepareForCreate(ObjectNode tree) {}

  @Override
  public void prepareForUpdate(ObjectNode tree, ObjectNode old) {}
}
