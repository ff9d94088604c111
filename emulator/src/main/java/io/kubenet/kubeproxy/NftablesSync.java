package io.kubenet.kubeproxy;

import io.kubenet.model.ClusterState;
import io.kubenet.ruleset.nftables.NftablesRuleset;

/** What a kube-proxy in nftables mode has written on a node. */
final class NftablesSync implements Sync {

  private final ProxiedNode node;
  private final ServicePortMap services;
  private final WrittenPorts<NftablesPortRules> written;
  private final NftablesRuleset ruleset;

  private NftablesSync(
      ProxiedNode node, ServicePortMap services, WrittenPorts<NftablesPortRules> written) {
    this.node = node;
    this.services = services;
    this.written = written;
    this.ruleset = new NftablesTable(node, written.ports(), written.rules()).ruleset();
  }

  /** A full sync. */
  static NftablesSync full(ProxiedNode node, ServicePortMap services) {
    return write(node, services, WrittenPorts.none());
  }

  private static NftablesSync write(
      ProxiedNode node, ServicePortMap services, WrittenPorts<NftablesPortRules> previous) {
    NftablesPortWriter writer = new NftablesPortWriter(NftablesSettings.of(node));
    return new NftablesSync(node, services, previous.next(node.ports(services), writer::write));
  }

  @Override
  public NftablesRuleset ruleset() {
    return ruleset;
  }

  @Override
  public Sync next(ClusterState state) {
    return onNode(node.node().name(), state);
  }

  @Override
  public Sync onNode(String nodeName, ClusterState state) {
    ProxiedNode other = ProxiedNode.of(nodeName, state, node.family(), node.config());
    boolean isAlike = NftablesSettings.of(other).equals(NftablesSettings.of(node));
    return write(other, services.updated(state), isAlike ? written : WrittenPorts.none());
  }
}
