package io.kubenet.netfilter.iptables;

import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.match.LimitMatch;
import io.kubenet.ruleset.iptables.match.Match;
import io.kubenet.ruleset.iptables.match.NthMatch;
import io.kubenet.ruleset.iptables.match.RandomMatch;
import io.kubenet.ruleset.iptables.match.RecentMatch;
import io.kubenet.ruleset.iptables.match.UnknownMatch;
import io.kubenet.ruleset.iptables.target.Log;
import io.kubenet.ruleset.iptables.target.NoTarget;
import java.util.Optional;

/** Which conditions of rules nobody can tell to hold. */
final class UnknownMatches {

  private UnknownMatches() {}

  /** The first of a rule, where something hangs on whether the rule matches. */
  static Optional<String> decisive(Rule rule) {
    boolean changesNothing = rule.target() == NoTarget.INSTANCE || rule.target() instanceof Log;
    return changesNothing && rule.matches().stream().noneMatch(UnknownMatches::isCounting)
        ? Optional.empty()
        : rule.matches().stream().filter(UnknownMatches::isUnknown).map(Match::text).findFirst();
  }

  /** Packets have no TTL here. What a set holds is asked of the host itself. */
  private static boolean isUnknown(Match match) {
    return match instanceof UnknownMatch
        || (match instanceof RecentMatch recent
            && recent.window().flags().contains(RecentMatch.Flag.RTTL));
  }

  /** Whether a condition changes by being asked. */
  static boolean isCounting(Match match) {
    return match instanceof NthMatch
        || match instanceof LimitMatch
        || match instanceof RecentMatch
        || match instanceof RandomMatch;
  }
}
