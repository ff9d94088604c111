package io.kubenet.controlplane.admission.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.CauseReason;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.KindRules;
import io.kubenet.controlplane.admission.validation.MetadataRules;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.controlplane.admission.validation.Trees;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.model.BaselineAdminNetworkPolicy;
import java.util.List;

/**
 * The rules of AdminNetworkPolicies and of the baseline: the schemas that network-policy-api
 * installs for policy.networking.k8s.io/v1alpha1.
 */
public final class AdminPolicyRules implements KindRules {

  private static final int HIGHEST_PRIORITY = 1000;

  private final Tier tier;

  /** Before NetworkPolicies, or after them. */
  public enum Tier {
    ADMIN,
    BASELINE
  }

  public AdminPolicyRules(Tier tier) {
    this.tier = tier;
  }

  @Override
  public List<String> name(String name) {
    return tier == Tier.ADMIN || name.equals(BaselineAdminNetworkPolicy.NAME)
        ? Names.dnsSubdomain(name)
        : ImmutableList.of("must be '" + BaselineAdminNetworkPolicy.NAME + "'");
  }

  @Override
  public void complete(ObjectNode tree) {
    ObjectNode spec = Trees.object(tree, "spec");
    for (String direction : ImmutableList.of("ingress", "egress")) {
      for (ObjectNode rule : Trees.objects(spec, direction)) {
        Trees.objects(rule, "ports").forEach(AdminPolicyRules::completePort);
      }
    }
  }

  private static void completePort(ObjectNode port) {
    for (String kind : ImmutableList.of("portNumber", "portRange")) {
      if (port.has(kind)) {
        Trees.fill(Trees.object(port, kind), "protocol", "TCP");
      }
    }
  }

  @Override
  public void validate(LocatedTree tree, Causes causes) {
    LocatedTree spec = tree.get("spec");
    if (tier == Tier.ADMIN) {
      priority(spec.get("priority"), causes);
    }
    pods(spec.get("subject"), causes);
    spec.get("ingress").items().forEach(rule -> rule(rule, "from", causes));
    spec.get("egress").items().forEach(rule -> rule(rule, "to", causes));
  }

  private static void priority(LocatedTree priority, Causes causes) {
    if (priority.isAbsent()) {
      causes.required(priority.path());
    } else if (priority.integer() < 0 || priority.integer() > HIGHEST_PRIORITY) {
      causes.invalid(
          priority.path(), priority.integer(), "must be between 0 and " + HIGHEST_PRIORITY);
    }
  }

  private void rule(LocatedTree rule, String peers, Causes causes) {
    LocatedTree action = rule.get("action");
    List<String> actions = actions();
    if (!actions.contains(action.textOrEmpty())) {
      causes.notSupported(action.path(), action.textOrEmpty(), actions);
    }
    if (rule.get(peers).items().isEmpty()) {
      causes.required(rule.get(peers).path(), "at least one peer");
    }
    rule.get(peers).items().forEach(peer -> peer(peer, causes));
    rule.get("ports").items().forEach(port -> AdminPolicyPortRules.validate(port, causes));
  }

  private List<String> actions() {
    return tier == Tier.ADMIN
        ? ImmutableList.of("Allow", "Deny", "Pass")
        : ImmutableList.of("Allow", "Deny");
  }

  private static void peer(LocatedTree peer, Causes causes) {
    LocatedTree names = peer.get("domainNames");
    if (!names.isAbsent()) {
      causes.add(
          names.path(),
          CauseReason.INVALID,
          "is not modelled: peers by domain name, of the experimental channel");
    }
    MetadataRules.selector(peer.get("nodes"), causes);
    for (LocatedTree network : peer.get("networks").items()) {
      causes.invalid(network.path(), network.text(), Addresses.cidr(network.text()));
    }
    pods(peer, causes);
  }

  /** A subject, or a peer: it has one field, whichever. */
  private static void pods(LocatedTree chosen, Causes causes) {
    exactlyOne(chosen, causes);
    MetadataRules.selector(chosen.get("namespaces"), causes);
    if (!chosen.get("pods").isAbsent()) {
      selector(chosen.get("pods").get("namespaceSelector"), causes);
      selector(chosen.get("pods").get("podSelector"), causes);
    }
  }

  private static void selector(LocatedTree selector, Causes causes) {
    if (selector.isAbsent()) {
      causes.required(selector.path());
    }
    MetadataRules.selector(selector, causes);
  }

  /** MinProperties and MaxProperties of 1. */
  static void exactlyOne(LocatedTree union, Causes causes) {
    if (union.fields().size() != 1) {
      causes.add(
          union.path(),
          CauseReason.INVALID,
          "must have exactly one field, has " + union.fields().size());
    }
  }
}
