package io.kubenet.policy;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.kubenet.model.ClusterState;
import io.kubenet.net.Packet;

/**
 * The policies of a cluster, compiled: judges the first packet of a connection where they are
 * enforced, on the pod's own node after DNAT and before SNAT.
 *
 * <p>Nothing is compiled before it is asked for, and what was found for a pod holds for all pods
 * with its labels in its namespace.
 */
public final class PolicyEngine {

  private final ClusterState state;
  private final Supplier<AddressBook> addresses;
  private final Supplier<PolicyIndex> policies;

  private PolicyEngine(ClusterState state, Supplier<PolicyIndex> policies) {
    this.state = state;
    this.addresses = Suppliers.memoize(() -> new AddressBook(state));
    this.policies = policies;
  }

  public static PolicyEngine of(ClusterState state) {
    return new PolicyEngine(state, Suppliers.memoize(() -> new PolicyIndex(state)));
  }

  /** The engine of another state, with all that this one found and that still holds. */
  public PolicyEngine withState(ClusterState changed) {
    if (changed.differsAtMostInServices(state)) {
      return this;
    }
    return changed.selectsAs(state) ? new PolicyEngine(changed, policies) : of(changed);
  }

  /** Judges a packet at the pod that it is for. */
  public PolicyVerdict ingress(Packet packet) {
    End source = addresses.get().at(packet.source());
    End destination = addresses.get().at(packet.destination());
    return judge(Direction.INGRESS, packet, destination, source);
  }

  /** Judges a packet at the pod that sent it. */
  public PolicyVerdict egress(Packet packet) {
    End source = addresses.get().at(packet.source());
    End destination = addresses.get().at(packet.destination());
    return judge(Direction.EGRESS, packet, source, destination);
  }

  /** How many times selectors were compared with labels so far. */
  long visits() {
    return policies.get().visits();
  }

  private PolicyVerdict judge(Direction direction, Packet packet, End subject, End peer) {
    if (!(subject instanceof End.PodEnd pod)) {
      return exempt(direction, "policies do not select " + subject);
    }
    if (peer instanceof End.PodEnd other && other.pod().equals(pod.pod())) {
      return exempt(direction, pod + " reaches itself");
    }
    if (isOwnNode(pod, peer)) {
      return exempt(direction, pod + " and its own " + peer + " reach each other");
    }
    Flow flow = new Flow(direction, packet, pod, peer);
    return new PolicyVerdict(direction, policies.get().of(pod.identity()).judge(flow));
  }

  /**
   * Traffic from and to the node where a pod runs is always allowed, as Kubernetes' documentation
   * says of NetworkPolicy (concepts/services-networking/network-policies).
   */
  private static boolean isOwnNode(End.PodEnd pod, End peer) {
    return peer instanceof End.NodeEnd end
        && pod.pod().nodeName().map(end.node().name()::equals).orElse(false);
  }

  private static PolicyVerdict exempt(Direction direction, String why) {
    return new PolicyVerdict(direction, new Cause.Exempt(why));
  }
}
