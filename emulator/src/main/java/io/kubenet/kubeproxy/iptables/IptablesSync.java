package io.kubenet.kubeproxy.iptables;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.kubenet.kubeproxy.services.ServicePortMap;
import io.kubenet.kubeproxy.sync.ProxiedNode;
import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.kubeproxy.sync.Sync;
import io.kubenet.kubeproxy.sync.WrittenPorts;
import io.kubenet.model.ClusterState;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import java.util.function.Function;

/** What a kube-proxy in iptables mode has written on a node. */
public final class IptablesSync implements Sync {

  private final WrittenPorts<PortRules> written;
  private final IptablesTables tables;

  /** How large the cluster was when rules were written. */
  private final ImmutableSet<ClusterSize> sizes;

  private IptablesSync(
      WrittenPorts<PortRules> written, IptablesTables tables, ImmutableSet<ClusterSize> sizes) {
    this.written = written;
    this.tables = tables;
    this.sizes = sizes;
  }

  /** A full sync. */
  public static IptablesSync full(ProxiedNode node, ServicePortMap services) {
    WrittenPorts<PortRules> written = WrittenPorts.all(node, services, writer(node, services));
    return new IptablesSync(
        written,
        IptablesTables.of(node, written.rules()),
        ImmutableSet.of(ClusterSize.of(services.endpointCount())));
  }

  private static Function<ProxiedPort, PortRules> writer(
      ProxiedNode node, ServicePortMap services) {
    PortRulesWriter writer = PortRulesWriter.of(RuleSettings.of(node));
    ClusterSize size = ClusterSize.of(services.endpointCount());
    return port -> writer.write(port, size);
  }

  @Override
  public HostRules rules() {
    return HostRules.of(ruleset());
  }

  /** The rules of iptables. */
  public IptablesRuleset ruleset() {
    return tables.ruleset();
  }

  /**
   * Rules of ports that are as they were are taken over, and keep the comments that a cluster of
   * another size would spare.
   */
  @Override
  public Sync next(ClusterState state) {
    ProxiedNode node = written.node().named(written.node().node().name(), state);
    ServicePortMap services = written.services().updated(state);
    return isAlike(node) ? changed(node, services) : full(node, services);
  }

  @Override
  public Sync onNode(String nodeName, ClusterState state) {
    ProxiedNode node = written.node().named(nodeName, state);
    ServicePortMap services = written.services().updated(state);
    boolean isSameSize = sizes.equals(ImmutableSet.of(ClusterSize.of(services.endpointCount())));
    return isSameSize && isAlike(node) ? changed(node, services) : full(node, services);
  }

  private boolean isAlike(ProxiedNode node) {
    return RuleSettings.of(node).equals(RuleSettings.of(written.node()));
  }

  private IptablesSync changed(ProxiedNode node, ServicePortMap services) {
    WrittenPorts.Change<PortRules> change = written.next(node, services, writer(node, services));
    return new IptablesSync(
        change.ports(),
        tables.changed(node, change),
        Sets.immutableEnumSet(
            ClusterSize.of(services.endpointCount()), sizes.toArray(ClusterSize[]::new)));
  }
}
