package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import io.kubenet.finding.Finding;
import io.kubenet.model.ClusterState;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.Pod;
import io.kubenet.trace.PolicyDirection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule of a NetworkPolicy, and where it is.
 *
 * @param policy the policy
 * @param direction the direction
 * @param index its index, counted from 0
 * @param rule the rule
 */
record PlacedRule(
    NetworkPolicy policy, PolicyDirection direction, int index, NetworkPolicy.Rule rule) {

  static Stream<PlacedRule> in(ClusterState state) {
    return state.networkPolicies().stream()
        .flatMap(
            policy ->
                Stream.concat(
                    in(policy, PolicyDirection.INGRESS), in(policy, PolicyDirection.EGRESS)));
  }

  private static Stream<PlacedRule> in(NetworkPolicy policy, PolicyDirection direction) {
    List<NetworkPolicy.Rule> rules = CompiledPolicy.rulesOf(policy, direction).orElseGet(List::of);
    return Streams.mapWithIndex(
        rules.stream(), (rule, i) -> new PlacedRule(policy, direction, (int) i, rule));
  }

  /** {@code ingress[0]}. */
  String name() {
    return direction + "[" + index + "]";
  }

  /** {@code ingress[0].from[1]}. */
  String peerName(int peer) {
    return name() + (direction == PolicyDirection.INGRESS ? ".from[" : ".to[") + peer + "]";
  }

  /** {@code ingress[0].ports[1]}. */
  String portName(int port) {
    return name() + ".ports[" + port + "]";
  }

  /** The pods that connections of this rule may go to. */
  List<Pod> destinations(PodIndex pods) {
    if (direction == PolicyDirection.INGRESS) {
      return pods.selectedBy(policy);
    }
    return rule.peers().isEmpty() ? pods.all() : peers(pods);
  }

  private List<Pod> peers(PodIndex pods) {
    return rule.peers().stream()
        .filter(NetworkPolicy.PodPeer.class::isInstance)
        .map(NetworkPolicy.PodPeer.class::cast)
        .flatMap(peer -> pods.matching(peer, policy.name().namespace()).stream())
        .collect(ImmutableList.toImmutableList());
  }

  /** A place in the policy, named as this class names them. */
  Finding.Subject at(String place) {
    return new Finding.Subject("NetworkPolicy", policy.name().toString(), "spec." + place);
  }
}
