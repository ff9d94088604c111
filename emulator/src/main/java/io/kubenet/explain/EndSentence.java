package io.kubenet.explain;

import io.kubenet.trace.RuleRef;

/**
 * What it means that a rule lets a packet in, drops it, or rejects it. The rules of kube-proxy are
 * known by their comments (pkg/proxy/iptables/proxier.go, 1.36), and where they have none by their
 * chains (pkg/proxy/nftables/proxier.go, 1.36).
 */
final class EndSentence {

  private static final String NO_LOCAL_ENDPOINT =
      "a Local traffic policy, and no endpoint on this node: dropped, so the sender times out";
  private static final String SOURCE_RANGES =
      "the sender is outside of the load balancer's source ranges: dropped, so it times out";
  private static final String NO_ENDPOINT = "the Service has no endpoint: refused at once";

  private static final Sentences DROPPED =
      Sentences.of("dropped: the sender hears nothing, and times out")
          .whereComment("has no local endpoints", NO_LOCAL_ENDPOINT)
          .whereComment("traffic not accepted by", SOURCE_RANGES)
          .whereComment(
              "block incoming localnet connections",
              "sent to an address of loopback from elsewhere: dropped, so the sender times out")
          .whereChain("service-endpoints-check", NO_LOCAL_ENDPOINT)
          .whereChain("nodeport-endpoints-check", NO_LOCAL_ENDPOINT)
          .whereChain("firewall-", SOURCE_RANGES)
          .whereText("INVALID", "belongs to no connection that this node knows: dropped");

  private static final Sentences REJECTED =
      Sentences.of("refused at once: the sender is told")
          .whereComment("has no endpoints", NO_ENDPOINT)
          .whereComment(
              "invalid ports of ClusterIPs",
              "a cluster IP, but no port of its Service: refused at once")
          .whereChain("reject-chain", NO_ENDPOINT);

  private static final Sentences ACCEPTED =
      Sentences.of("let through")
          .whereComment("conntrack", "belongs to a connection that was let through before")
          .whereComment("health check node port", "asks whether this node has endpoints: let in")
          .whereComment("forwarding rules", "marked as going to a Service: let through")
          .whereText("ESTABLISHED", "belongs to a connection that was let through before");

  private EndSentence() {}

  static String accepted(RuleRef rule) {
    return ACCEPTED.about(rule);
  }

  static String dropped(RuleRef rule) {
    return DROPPED.about(rule);
  }

  static String rejected(RuleRef rule) {
    return REJECTED.about(rule);
  }
}
