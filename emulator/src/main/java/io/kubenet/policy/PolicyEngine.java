package io.kubenet.policy;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.kubenet.addressing.AddressBook;
import io.kubenet.model.ClusterState;
import io.kubenet.net.Packet;
import io.kubenet.trace.PolicyDecision;
import io.kubenet.trace.PolicyDirection;

/**
 * The policies of a cluster, compiled: judges the first packet of a connection where they are
 * enforced, on the pod's own node after DNAT and before SNAT.
 *
 * <p>Nothing is compiled before it is asked for, and what was found for a pod holds for all pods
 * with its labels in its namespace.
 */
public final class PolicyEngine {

  private final ClusterState state;
  private final Supplier<Ends> ends;
  private final Supplier<PolicyIndex> policies;

  private PolicyEngine(
      ClusterState state, Supplier<AddressBook> book, Supplier<PolicyIndex> policies) {
    this.state = state;
    this.ends = Suppliers.memoize(() -> new Ends(state, book.get()));
    this.policies = policies;
  }

  /** The engine of a state. */
  public static PolicyEngine of(ClusterState state) {
    return of(state, () -> AddressBook.of(state));
  }

  /** The engine of a state that others have an address book of. */
  public static PolicyEngine of(ClusterState state, AddressBook book) {
    return of(state, () -> book);
  }

  private static PolicyEngine of(ClusterState state, Supplier<AddressBook> book) {
    return new PolicyEngine(state, book, Suppliers.memoize(() -> new PolicyIndex(state)));
  }

  /** The engine of another state, with all that this one found and that still holds. */
  public PolicyEngine withState(ClusterState changed) {
    return withState(changed, Suppliers.memoize(() -> AddressBook.of(changed)));
  }

  /** The same where others have an address book of that state. */
  public PolicyEngine withState(ClusterState changed, AddressBook book) {
    return withState(changed, () -> book);
  }

  private PolicyEngine withState(ClusterState changed, Supplier<AddressBook> book) {
    if (changed.differsAtMostInServices(state)) {
      return this;
    }
    return changed.selectsAs(state) ? new PolicyEngine(changed, book, policies) : of(changed, book);
  }

  /** Judges a packet at the pod that it is for. */
  public PolicyVerdict ingress(Packet packet) {
    End source = ends.get().at(packet.source());
    End destination = ends.get().at(packet.destination());
    return judge(PolicyDirection.INGRESS, packet, destination, source);
  }

  /** Judges a packet at the pod that sent it. */
  public PolicyVerdict egress(Packet packet) {
    End source = ends.get().at(packet.source());
    End destination = ends.get().at(packet.destination());
    return judge(PolicyDirection.EGRESS, packet, source, destination);
  }

  /** How many times selectors were compared with labels so far. */
  long visits() {
    return policies.get().visits();
  }

  private PolicyVerdict judge(PolicyDirection direction, Packet packet, End subject, End peer) {
    if (!(subject instanceof End.PodEnd pod)) {
      return verdict(direction, new PolicyDecision.NotSelectable(subject.toString()));
    }
    if (peer instanceof End.PodEnd other && other.pod().equals(pod.pod())) {
      return verdict(direction, new PolicyDecision.Itself(pod.toString()));
    }
    if (isOwnNode(pod, peer)) {
      return verdict(direction, new PolicyDecision.OwnNode(pod.toString(), peer.toString()));
    }
    Flow flow = new Flow(direction, packet, pod, peer);
    return verdict(direction, policies.get().of(pod.identity()).judge(flow));
  }

  /**
   * Traffic from and to the node where a pod runs is always allowed, as Kubernetes' documentation
   * says of NetworkPolicy (concepts/services-networking/network-policies).
   */
  private static boolean isOwnNode(End.PodEnd pod, End peer) {
    return peer instanceof End.NodeEnd end
        && pod.pod().nodeName().map(end.node().name()::equals).orElse(false);
  }

  private static PolicyVerdict verdict(PolicyDirection direction, PolicyDecision decision) {
    return new PolicyVerdict(direction, decision);
  }
}
