package io.kubenet.kubeproxy;

import com.google.common.collect.ImmutableMap;
import io.kubenet.model.ClusterState;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a kube-proxy in iptables mode has written on a node. */
final class IptablesSync implements Sync {

  /** A port, and its rules. */
  private record Written(ProxiedPort port, PortRules rules) {}

  private final ProxiedNode node;
  private final ServicePortMap services;
  private final Map<ServicePortName, Written> written;
  private final IptablesRuleset ruleset;

  private IptablesSync(
      ProxiedNode node, ServicePortMap services, Map<ServicePortName, Written> written) {
    this.node = node;
    this.services = services;
    this.written = written;
    List<PortRules> rules = written.values().stream().map(Written::rules).toList();
    this.ruleset = new IptablesTables(node, rules).ruleset();
  }

  /** A full sync. */
  static IptablesSync full(ProxiedNode node, ServicePortMap services) {
    return write(node, services, ImmutableMap.of());
  }

  /**
   * Writes the rules of a node; those of ports that are as they were are taken over, and keep the
   * comments that a cluster of another size would spare.
   */
  private static IptablesSync write(
      ProxiedNode node, ServicePortMap services, Map<ServicePortName, Written> previous) {
    PortRulesWriter writer = PortRulesWriter.of(RuleSettings.of(node));
    ClusterSize size = ClusterSize.of(services.endpointCount());
    ImmutableMap.Builder<ServicePortName, Written> written = ImmutableMap.builder();
    for (ProxiedPort port : node.ports(services)) {
      ServicePortName name = port.info().name();
      written.put(
          name,
          Optional.ofNullable(previous.get(name))
              .filter(before -> before.port().equals(port))
              .orElseGet(() -> new Written(port, writer.write(port, size))));
    }
    return new IptablesSync(node, services, written.buildOrThrow());
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
    return write(other, services.updated(state), isAlike ? written : ImmutableMap.of());
  }
}
