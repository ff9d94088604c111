package io.kubenet.kubeproxy;

import io.kubenet.model.ClusterState;
import io.kubenet.ruleset.iptables.IptablesRuleset;

/** What a kube-proxy in iptables mode has written on a node. */
final class IptablesSync implements Sync {

  private final ProxiedNode node;
  private final ServicePortMap services;
  private final WrittenPorts<PortRules> written;
  private final IptablesRuleset ruleset;

  private IptablesSync(ProxiedNode node, ServicePortMap services, WrittenPorts<PortRules> written) {
    this.node = node;
    this.services = services;
    this.written = written;
    this.ruleset = new IptablesTables(node, written.rules()).ruleset();
  }

  /** A full sync. */
  static IptablesSync full(ProxiedNode node, ServicePortMap services) {
    return write(node, services, WrittenPorts.none());
  }

  /**
   * Writes the rules of a node; those of ports that are as they were are taken over, and keep the
   * comments that a cluster of another size would spare.
   */
  private static IptablesSync write(
      ProxiedNode node, ServicePortMap services, WrittenPorts<PortRules> previous) {
    PortRulesWriter writer = PortRulesWriter.of(RuleSettings.of(node));
    ClusterSize size = ClusterSize.of(services.endpointCount());
    return new IptablesSync(
        node, services, previous.next(node.ports(services), port -> writer.write(port, size)));
  }

  @Override
  public IptablesRuleset ruleset() {
    return ruleset;
  }

  @Override
  public Sync next(ClusterState state) {
    return onNode(node.node().name(), state);
  }

  @Override
  public Sync onNode(String nodeName, ClusterState state) {
    ProxiedNode other = ProxiedNode.of(nodeName, state, node.family(), node.config());
    boolean isAlike = RuleSettings.of(other).equals(RuleSettings.of(node));
    return write(other, services.updated(state), isAlike ? written : WrittenPorts.none());
  }
}
