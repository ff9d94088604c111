package io.kubenet.kubeproxy.nftables;

import com.google.common.base.Suppliers;
import io.kubenet.kubeproxy.services.ServicePortMap;
import io.kubenet.kubeproxy.sync.ProxiedNode;
import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.kubeproxy.sync.Sync;
import io.kubenet.kubeproxy.sync.WrittenPorts;
import io.kubenet.model.ClusterState;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a kube-proxy in nftables mode has written on a node. */
public final class NftablesSync implements Sync {

  private final NodeTable table;
  private final Supplier<NftablesRuleset> ruleset;

  private NftablesSync(NodeTable table) {
    this.table = table;
    this.ruleset = Suppliers.memoize(table::ruleset);
  }

  /** A full sync. */
  public static NftablesSync full(ProxiedNode node, ServicePortMap services) {
    return new NftablesSync(NodeTable.of(WrittenPorts.all(node, services, writer(node))));
  }

  private static Function<ProxiedPort, PortRules> writer(ProxiedNode node) {
    return new PortRulesWriter(RuleSettings.of(node))::write;
  }

  @Override
  public HostRules rules() {
    return HostRules.of(ruleset());
  }

  /** The rules of nftables. */
  public NftablesRuleset ruleset() {
    return ruleset.get();
  }

  @Override
  public Sync next(ClusterState state) {
    return onNode(written().node().node().name(), state);
  }

  private WrittenPorts<PortRules> written() {
    return table.written();
  }

  @Override
  public Sync onNode(String nodeName, ClusterState state) {
    ProxiedNode node = written().node().named(nodeName, state);
    ServicePortMap services = written().services().updated(state);
    return RuleSettings.of(node).equals(RuleSettings.of(written().node()))
        ? new NftablesSync(table.changed(written().next(node, services, writer(node))))
        : full(node, services);
  }
}
