package io.kubenet.controlplane.reader;

import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.AdminNetworkPolicy;
import io.kubenet.model.AdminPolicyRule;
import io.kubenet.model.BaselineAdminNetworkPolicy;
import io.kubenet.model.PodSelection;
import io.kubenet.net.Cidr;
import io.kubenet.net.Protocol;
import java.util.List;

/** Reads admitted AdminNetworkPolicies and the baseline. */
public final class AdminPolicyReader {

  private AdminPolicyReader() {}

  public static AdminNetworkPolicy admin(ManifestObject object) {
    LocatedTree spec = object.located().get("spec");
    return new AdminNetworkPolicy(
        object.name(),
        spec.get("priority").integer(),
        pods(spec.get("subject")),
        rules(spec.get("ingress"), "from"),
        rules(spec.get("egress"), "to"));
  }

  public static BaselineAdminNetworkPolicy baseline(ManifestObject object) {
    LocatedTree spec = object.located().get("spec");
    return new BaselineAdminNetworkPolicy(
        pods(spec.get("subject")),
        rules(spec.get("ingress"), "from"),
        rules(spec.get("egress"), "to"));
  }

  private static List<AdminPolicyRule> rules(LocatedTree rules, String peers) {
    return rules.items().stream()
        .map(rule -> rule(rule, rule.get(peers)))
        .collect(ImmutableList.toImmutableList());
  }

  private static AdminPolicyRule rule(LocatedTree rule, LocatedTree peers) {
    LocatedTree action = rule.get("action");
    return new AdminPolicyRule(
        rule.get("name").textOrEmpty(),
        Fields.choice(
            action,
            AdminPolicyRule.Action.of(action.text()),
            List.of(AdminPolicyRule.Action.values())),
        peers.items().stream().map(AdminPolicyReader::peer).toList(),
        rule.get("ports").items().stream().map(AdminPolicyReader::port).toList());
  }

  private static AdminPolicyRule.Peer peer(LocatedTree peer) {
    if (!peer.get("nodes").isAbsent()) {
      return new AdminPolicyRule.NodePeer(Fields.selector(peer.get("nodes")));
    }
    if (!peer.get("networks").isAbsent()) {
      List<Cidr> cidrs = peer.get("networks").texts().stream().map(Cidr::of).toList();
      return new AdminPolicyRule.NetworkPeer(cidrs);
    }
    return new AdminPolicyRule.PodPeer(pods(peer));
  }

  private static PodSelection pods(LocatedTree chosen) {
    LocatedTree pods = chosen.get("pods");
    return pods.isAbsent()
        ? PodSelection.ofNamespaces(Fields.selector(chosen.get("namespaces")))
        : new PodSelection(
            Fields.selector(pods.get("namespaceSelector")),
            Fields.selector(pods.get("podSelector")));
  }

  private static AdminPolicyRule.Port port(LocatedTree port) {
    LocatedTree number = port.get("portNumber");
    LocatedTree range = port.get("portRange");
    if (!number.isAbsent()) {
      int single = number.get("port").integer();
      return range(number, single, single);
    }
    if (!range.isAbsent()) {
      return range(range, range.get("start").integer(), range.get("end").integer());
    }
    return new AdminPolicyRule.NamedPort(port.get("namedPort").text());
  }

  private static AdminPolicyRule.PortRange range(LocatedTree port, int first, int last) {
    return new AdminPolicyRule.PortRange(
        Protocol.valueOf(port.get("protocol").text()), first, last);
  }
}
