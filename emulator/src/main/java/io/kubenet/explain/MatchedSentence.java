package io.kubenet.explain;

import com.google.common.collect.ImmutableMap;
import io.kubenet.chance.Fraction;
import io.kubenet.trace.Step;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What it means that a rule matched. The chains of kube-proxy are known by the beginnings of their
 * names, as pkg/proxy/iptables/proxier.go and pkg/proxy/nftables/proxier.go (1.36) make them.
 */
final class MatchedSentence {

  private static final Pattern BALANCING =
      Pattern.compile("KUBE-SV[CL]-|KUBE-XLB-|service-|local-");

  private static final String MASQUERADED =
      "will leave with the node's address, so that the reply comes back";
  private static final String OUTSIDE_DOOR =
      "the destination is a door for traffic from outside of the cluster";
  private static final String LOCAL = "a Local traffic policy: endpoints of this node alone";
  private static final String SOURCE_RANGES = "the load balancer's source ranges are asked";
  private static final String HAS_ENDPOINTS = "does the Service have endpoints for it?";

  private static final ImmutableMap<String, String> FIRST =
      ImmutableMap.of("KUBE-MARK-MASQ", MASQUERADED, "mark-for-masquerade", MASQUERADED);

  private static final ImmutableMap<String, String> BY_COMMENT =
      ImmutableMap.<String, String>builder()
          .put("cluster IP", "the destination is the Service's cluster IP")
          .put("external IP", "the destination is an external IP of the Service")
          .put("loadbalancer IP", "the destination is the Service's load balancer IP")
          .put("pod traffic", "sent by a pod: every endpoint may serve, also those of other nodes")
          .put(
              "Redirect pods", "sent by a pod: every endpoint may serve, also those of other nodes")
          .put("route LOCAL traffic", "sent by the node itself: every endpoint may serve")
          .put("short-circuit local", "sent by the node itself: every endpoint may serve")
          .buildOrThrow();

  private static final ImmutableMap<String, String> BY_TARGET =
      ImmutableMap.<String, String>builder()
          .put("KUBE-SVL-", LOCAL)
          .put("KUBE-XLB-", LOCAL)
          .put("KUBE-FW-", SOURCE_RANGES)
          .put("KUBE-PROXY-FIREWALL", SOURCE_RANGES)
          .put("KUBE-FIREWALL", "is it sent to loopback from elsewhere?")
          .put("KUBE-FORWARD", "may the node forward it?")
          .put("KUBE-SERVICES", HAS_ENDPOINTS)
          .put("KUBE-EXTERNAL-SERVICES", HAS_ENDPOINTS)
          .put("KUBE-NODEPORTS", "the destination is an address of this node")
          .put("KUBE-EXT-", OUTSIDE_DOOR)
          .put("KUBE-SEP-", "the only endpoint left")
          .put("KUBE-SVC-", "the endpoints of the Service")
          .put("service-endpoints-check", HAS_ENDPOINTS)
          .put("nodeport-endpoints-check", HAS_ENDPOINTS)
          .put("cluster-ips-check", "does the cluster IP have the port?")
          .put("reject-chain", "the Service has no endpoint")
          .put("external-", OUTSIDE_DOOR)
          .put("firewall-", SOURCE_RANGES)
          .put("local-", LOCAL)
          .put("service-", "the destination is an address of the Service")
          .put("endpoint-", "the endpoint that is left")
          .put("RETURN", "goes back to the chain that it came from")
          .buildOrThrow();

  private MatchedSentence() {}

  static String of(Step.Matched step) {
    return step.probability()
        .map(probability -> chosen(step.rule().chain(), probability))
        .or(() -> remembered(step.rule().text()))
        .or(() -> beginning(FIRST, step.target(), String::startsWith))
        .or(() -> beginning(BY_COMMENT, step.rule().comment(), String::contains))
        .or(() -> beginning(BY_TARGET, step.target(), String::startsWith))
        .orElse("matches: goes on at " + step.target());
  }

  /** Session affinity: -m recent of iptables, sets of kube-proxy's nftables. */
  private static Optional<String> remembered(String rule) {
    return rule.contains("--rcheck") || rule.contains("saddr @affinity-")
        ? Optional.of("session affinity: the endpoint that served this client before")
        : Optional.empty();
  }

  private static String chosen(String chain, Fraction probability) {
    long alternatives = Math.round(1 / probability.doubleValue());
    if (!BALANCING.matcher(chain).lookingAt() || !isAbout(probability, alternatives)) {
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

  private interface Fit {
    boolean holds(String text, String part);
  }

  private static Optional<String> beginning(Map<String, String> sentences, String text, Fit fit) {
    return sentences.entrySet().stream()
        .filter(sentence -> fit.holds(text, sentence.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
