package io.kubenet.policy;

import io.kubenet.model.NetworkPolicy;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Why a NetworkPolicy does not allow a connection, in words. */
final class RefusalText {

  private RefusalText() {}

  /** {@code NetworkPolicy shop/api has ingress[0] for other ports (TCP 8080)}. */
  static String of(Cause.Refusal refusal, Direction direction) {
    NetworkPolicy policy = refusal.policy();
    List<NetworkPolicy.Rule> rules = CompiledPolicy.rulesOf(policy, direction).orElseGet(List::of);
    if (rules.isEmpty()) {
      return "NetworkPolicy " + policy.name() + " has no " + direction + " rule";
    }
    return IntStream.range(0, rules.size())
        .mapToObj(i -> direction + "[" + i + "] " + ofRule(rules.get(i), refusal.fits().get(i)))
        .collect(Collectors.joining(", ", "NetworkPolicy " + policy.name() + " has ", ""));
  }

  private static String ofRule(NetworkPolicy.Rule rule, Fit fit) {
    return switch (fit) {
      case MATCH -> throw new IllegalArgumentException("a rule that matches refuses nothing");
      case OTHER_PEER -> "for " + RuleText.peers(rule);
      case OTHER_PORT -> "for " + RuleText.ports(rule);
      case OTHER_PEER_AND_PORT -> "for " + RuleText.peers(rule) + " and " + RuleText.ports(rule);
    };
  }
}
