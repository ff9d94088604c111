package io.kubenet.kubeproxy;

import com.google.common.base.Suppliers;
import io.kubenet.model.ClusterState;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a kube-proxy in nftables mode has written on a node. */
final class NftablesSync implements Sync {

  private final WrittenPorts<NftablesPortRules> written;
  private final Supplier<NftablesRuleset> ruleset;

  private NftablesSync(WrittenPorts<NftablesPortRules> written) {
    this.written = written;
    this.ruleset =
        Suppliers.memoize(
            () -> new NftablesTable(written.node(), written.ports(), written.rules()).ruleset());
  }

  /** A full sync. */
  static NftablesSync full(ProxiedNode node, ServicePortMap services) {
    return new NftablesSync(WrittenPorts.all(node, services, writer(node)));
  }

  private static Function<ProxiedPort, NftablesPortRules> writer(ProxiedNode node) {
    return new NftablesPortWriter(NftablesSettings.of(node))::write;
  }

  @Override
  public NftablesRuleset ruleset() {
    return ruleset.get();
  }

  @Override
  public Sync next(ClusterState state) {
    return onNode(written.node().node().name(), state);
  }

  @Override
  public Sync onNode(String nodeName, ClusterState state) {
    ProxiedNode node = written.node().named(nodeName, state);
    ServicePortMap services = written.services().updated(state);
    return NftablesSettings.of(node).equals(NftablesSettings.of(written.node()))
        ? new NftablesSync(written.next(node, services, writer(node)).ports())
        : full(node, services);
  }
}
