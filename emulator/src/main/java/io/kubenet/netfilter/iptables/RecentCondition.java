package io.kubenet.netfilter.iptables;

import io.kubenet.net.IpAddress;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.iptables.match.AddressMask;
import io.kubenet.ruleset.iptables.match.RecentMatch;
import io.kubenet.ruleset.iptables.match.Side;
import java.time.Duration;

/** A list of addresses seen lately (recent_mt of xt_recent.c, Linux 6.18). */
final class RecentCondition implements Condition {

  private final RecentMatch match;
  private final RecentKey key;
  private final RecentList.Question question;

  RecentCondition(RecentMatch match) {
    this.match = match;
    this.key = new RecentKey(match.name());
    this.question =
        new RecentList.Question(
            Duration.ofSeconds(match.window().seconds().orElse(0)).toNanos(),
            match.window().hitCount().orElse(0));
  }

  @Override
  public boolean holds(Passage passage) {
    RecentList list = passage.recall(key, RecentList.class, RecentList::new);
    if (!list.isEmpty()) {
      passage
          .likeness()
          .pin(
              match.side() == Side.SOURCE
                  ? passage.packet().source()
                  : passage.packet().destination());
    }
    return match.action().holdsWhere(isTrue(list, address(passage), passage.now()));
  }

  private IpAddress address(Passage passage) {
    IpAddress address =
        match.side() == Side.SOURCE ? passage.packet().source() : passage.packet().destination();
    return new AddressMask(address, match.mask()).address();
  }

  private boolean isTrue(RecentList list, IpAddress address, long now) {
    return switch (match.action().value()) {
      case SET -> list.note(address, now);
      case REMOVE -> list.remove(address);
      case RCHECK -> check(list, address, now);
      case UPDATE -> check(list, address, now) && list.note(address, now);
    };
  }

  private boolean check(RecentList list, IpAddress address, long now) {
    if (!list.contains(address)) {
      return false;
    }
    boolean isSeen = list.isSeen(address, question, now);
    boolean isUpdated = isSeen && match.action().value() == RecentMatch.Action.UPDATE;
    if (match.window().flags().contains(RecentMatch.Flag.REAP)
        && !(isUpdated && list.isOldest(address))) {
      list.reap(question, now);
    }
    return isSeen;
  }
}
