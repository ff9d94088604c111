package io.kubenet.policy;

import io.kubenet.model.AdminPolicyRule;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.net.Cidr;
import java.util.List;

/** A rule's condition on the other side. */
interface PeerMatcher {

  boolean matches(End peer);

  static PeerMatcher of(NetworkPolicy.Peer peer, String namespace, Visits visits) {
    if (peer instanceof NetworkPolicy.IpBlock block) {
      return new Block(block);
    }
    return new PodPeers(PodMatcher.of((NetworkPolicy.PodPeer) peer, namespace), visits);
  }

  static PeerMatcher of(AdminPolicyRule.Peer peer, Visits visits) {
    if (peer instanceof AdminPolicyRule.NodePeer nodes) {
      return new Nodes(nodes.selector());
    }
    if (peer instanceof AdminPolicyRule.NetworkPeer networks) {
      return new Networks(networks.cidrs());
    }
    return new PodPeers(PodMatcher.of(((AdminPolicyRule.PodPeer) peer).selection()), visits);
  }

  /** Addresses, whoever has them. */
  record Block(NetworkPolicy.IpBlock block) implements PeerMatcher {
    @Override
    public boolean matches(End peer) {
      return block.contains(peer.address());
    }
  }

  /** Addresses of any of these blocks, whoever has them. */
  record Networks(List<Cidr> cidrs) implements PeerMatcher {
    @Override
    public boolean matches(End peer) {
      return cidrs.stream().anyMatch(cidr -> cidr.contains(peer.address()));
    }
  }

  /** Nodes by their labels. */
  record Nodes(LabelSelector selector) implements PeerMatcher {
    @Override
    public boolean matches(End peer) {
      return peer instanceof End.NodeEnd end && selector.matches(end.node().labels());
    }
  }
}
