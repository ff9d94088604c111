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

  private static final Pattern BALANCING = Pattern.compile("KUBE-SV[CL]-|service-|local-");

  private static final ImmutableMap<String, String> FIRST =
      ImmutableMap.of(
          "KUBE-MARK-MASQ", "will leave with the node's address, so that the reply comes back");

  private static final ImmutableMap<String, String> BY_COMMENT =
      ImmutableMap.of(
          "cluster IP", "the destination is the Service's cluster IP",
          "external IP", "the destination is an external IP of the Service",
          "loadbalancer IP", "the destination is the Service's load balancer IP",
          "pod traffic for", "sent by a pod: every endpoint may serve, also those of other nodes",
          "route LOCAL traffic", "sent by the node itself: every endpoint may serve");

  private static final ImmutableMap<String, String> BY_TARGET =
      ImmutableMap.<String, String>builder()
          .put("KUBE-SVL-", "a Local traffic policy: endpoints of this node alone")
          .put("KUBE-FW-", "the load balancer's source ranges are asked")
          .put("KUBE-NODEPORTS", "the destination is an address of this node")
          .put("KUBE-EXT-", "the destination is a door for traffic from outside of the cluster")
          .put("KUBE-SEP-", "the only endpoint left")
          .put("KUBE-SVC-", "the endpoints of the Service")
          .put("external-", "the destination is a door for traffic from outside of the cluster")
          .put("firewall-", "the load balancer's source ranges are asked")
          .put("local-", "a Local traffic policy: endpoints of this node alone")
          .put("service-", "the destination is an address of the Service")
          .put("endpoint-", "the endpoint that chance chose")
          .build();

  private MatchedSentence() {}

  static String of(Step.Matched step) {
    return step.probability()
        .map(probability -> chosen(step.rule().chain(), probability))
        .or(() -> beginning(FIRST, step.target(), String::startsWith))
        .or(() -> beginning(BY_COMMENT, step.rule().comment(), String::contains))
        .or(() -> beginning(BY_TARGET, step.target(), String::startsWith))
        .orElse("");
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
