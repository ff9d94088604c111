package io.kubenet.model;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.Cidr;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * A rule of an AdminNetworkPolicy or a BaselineAdminNetworkPolicy: the first that matches decides.
 *
 * @param name its name; empty if it has none
 * @param action what it does with what matches a peer and a port
 * @param peers who is on the other side: any of these
 * @param ports which ports; empty for all
 */
public record AdminPolicyRule(String name, Action action, List<Peer> peers, List<Port> ports) {

  /** What a rule does with a connection that it matches. */
  public enum Action {
    ALLOW("Allow"),
    DENY("Deny"),
    /** Leaves the decision to NetworkPolicies, and where none selects the pod to the baseline. */
    PASS("Pass");

    private final String text;

    Action(String text) {
      this.text = text;
    }

    /** The action with this name in manifests; empty if there is none. */
    public static Optional<Action> of(String text) {
      for (Action action : values()) {
        if (action.text.equals(text)) {
          return Optional.of(action);
        }
      }
      return Optional.empty();
    }

    /** As manifests write it: {@code Allow}. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** Who is on the other side. */
  public sealed interface Peer {}

  /**
   * Pods; those in their host's network are not among them.
   *
   * @param selection which
   */
  public record PodPeer(PodSelection selection) implements Peer {}

  /**
   * Nodes, with the pods that live in their networks; for egress alone.
   *
   * @param selector which
   */
  public record NodePeer(LabelSelector selector) implements Peer {}

  /**
   * Addresses, in the cluster or out of it; for egress alone.
   *
   * @param cidrs any of these blocks
   */
  public record NetworkPeer(List<Cidr> cidrs) implements Peer {

    public NetworkPeer {
      cidrs = ImmutableList.copyOf(cidrs);
    }
  }

  /** Which ports. */
  public sealed interface Port {}

  /**
   * Ports by their numbers.
   *
   * @param protocol TCP, UDP or SCTP
   * @param first the first
   * @param last the last; the first again for a single port
   */
  public record PortRange(Protocol protocol, int first, int last) implements Port {}

  /**
   * A port by the name that a container of the destination gives it, whatever its protocol.
   *
   * @param name the name
   */
  public record NamedPort(String name) implements Port {}

  public AdminPolicyRule {
    peers = ImmutableList.copyOf(peers);
    ports = ImmutableList.copyOf(ports);
  }
}
