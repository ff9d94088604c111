package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.policy.PolicyEngine;
import io.kubenet.policy.PolicyVerdict;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Step;
import java.util.Optional;
import java.util.function.Function;

/**
 * Network policies where they are enforced: on the first packet of a connection that a pod's own
 * node forwards, after DNAT and before SNAT.
 */
final class NetworkPolicies {

  private NetworkPolicies() {}

  /** What ended the packet's way; empty if the policies let it pass. */
  static Optional<Next> judge(Passage passage) {
    if (!passage.buffer().opensConnection()) {
      return Optional.empty();
    }
    Packet packet = passage.packet();
    PolicyEngine engine = passage.journey().crossing().policies();
    return judge(passage, packet.source(), engine::egress)
        .or(() -> judge(passage, packet.destination(), engine::ingress));
  }

  private static Optional<Next> judge(
      Passage passage, IpAddress subject, Function<Packet, PolicyVerdict> direction) {
    NodeHost node = passage.node();
    boolean isPodOfNode =
        passage.journey().topology().podAt(subject).filter(pod -> pod.node() == node).isPresent();
    if (!isPodOfNode) {
      return Optional.empty();
    }
    PolicyVerdict verdict = direction.apply(passage.packet());
    passage.note(new Step.Judged(verdict.decision()));
    return verdict.isAllowed()
        ? Optional.empty()
        : Optional.of(new Ending.Lost(Causes.lost(new Cause.ByPolicy(verdict.decision()))));
  }
}
