package io.kubenet.explain;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.kubenet.chance.Fraction;
import io.kubenet.meaning.Role;
import io.kubenet.trace.Step;
import java.util.Optional;

/** What it means that a rule matched. */
final class MatchedSentence {

  private static final String TO_ALL = "every endpoint may serve, those of other nodes too";

  private static final ImmutableMap<Role, String> SENTENCES =
      Maps.immutableEnumMap(
          ImmutableMap.<Role, String>builder()
              .put(Role.CLUSTER_IP, "the destination is the Service's cluster IP")
              .put(Role.EXTERNAL_IP, "the destination is an external IP of the Service")
              .put(Role.LOAD_BALANCER_IP, "the destination is the Service's load balancer IP")
              .put(Role.SERVICE_ADDRESS, "the destination is an address of a Service")
              .put(Role.NODE_PORT, "the destination is a node port of the Service")
              .put(Role.NODE_PORTS, "the destination is an address of this node")
              .put(Role.EXTERNAL_ADDRESS, "the destination is an entry point for external traffic")
              .put(Role.POD_TRAFFIC, "sent by a pod: " + TO_ALL)
              .put(Role.NODE_TRAFFIC, "sent by the node itself: " + TO_ALL)
              .put(Role.LOCAL_POLICY, "a Local traffic policy: endpoints of this node alone")
              .put(Role.ENDPOINTS, "the endpoints of the Service")
              .put(Role.BALANCE, "the only endpoint left")
              .put(Role.AFFINITY, "session affinity: the endpoint that served this client before")
              .put(
                  Role.MARK_FOR_MASQUERADE,
                  "will leave with the node's address, so that the reply comes back")
              .put(Role.SOURCE_RANGE_CHECK, "the load balancer's source ranges are asked")
              .put(Role.SOURCE_RANGE, "the sender is in the load balancer's source ranges")
              .put(
                  Role.OUTSIDE_SOURCE_RANGES,
                  "the sender is outside the load balancer's source ranges")
              .put(Role.ENDPOINT_CHECK, "does the Service have endpoints for it?")
              .put(Role.NO_ENDPOINTS, "the Service has no endpoint")
              .put(Role.NO_LOCAL_ENDPOINTS, "a Local traffic policy, and no endpoint on this node")
              .put(Role.CLUSTER_IP_PORT_CHECK, "does the cluster IP have the port?")
              .put(Role.LOOPBACK_CHECK, "is it sent to loopback from elsewhere?")
              .put(Role.FORWARD_CHECK, "may the node forward it?")
              .buildOrThrow());

  private MatchedSentence() {}

  static String of(Step.Matched step) {
    Role role = step.rule().meaning().role();
    return step.probability()
        .map(probability -> chosen(role, probability))
        .or(() -> Optional.ofNullable(SENTENCES.get(role)))
        .orElseGet(() -> "matches: goes on at " + step.target());
  }

  private static String chosen(Role role, Fraction probability) {
    long alternatives = Math.round(1 / probability.doubleValue());
    if (role != Role.BALANCE || !isAbout(probability, alternatives)) {
      return "left to chance, and gone this way with probability " + probability;
    }
    return alternatives == 1
        ? "the only endpoint"
        : "one of %d endpoints, chosen with probability 1/%d".formatted(alternatives, alternatives);
  }

  /** The kernels round 1/n, to 31 or 32 bits. */
  private static boolean isAbout(Fraction probability, long alternatives) {
    return Math.abs(probability.doubleValue() * alternatives - 1) < 1e-3;
  }
}
