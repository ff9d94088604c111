package io.kubenet.netfilter.nftables;

import io.kubenet.net.IpAddress;
import io.kubenet.netfilter.Hook;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.nftables.Field;
import java.util.Optional;

/** Looks routes up for rules (nft_fib4_eval and nft_fib6_eval, Linux 6.18). */
final class FibRoute {

  private static final String LOOPBACK = "lo";

  private FibRoute() {}

  /** The interface that a packet to one of this one's addresses would leave by. */
  static Optional<String> of(Field field, Passage passage) {
    Optional<String> in = passage.buffer().inInterface();
    if (isBeforeRouting(passage.hook()) && in.filter(LOOPBACK::equals).isPresent()) {
      return in;
    }
    Optional<String> out = passage.host().interfaceTo(address(field, passage));
    return asksIncoming(field) ? out.filter(name -> in.filter(name::equals).isPresent()) : out;
  }

  private static boolean isBeforeRouting(Hook hook) {
    return hook == Hook.PREROUTING || hook == Hook.INPUT;
  }

  private static IpAddress address(Field field, Passage passage) {
    return switch (field) {
      case FIB_DADDR_OIF, FIB_DADDR_IIF_OIF, FIB_DADDR_OIFNAME -> passage.packet().destination();
      default -> passage.packet().source();
    };
  }

  private static boolean asksIncoming(Field field) {
    return switch (field) {
      case FIB_SADDR_IIF_OIF, FIB_DADDR_IIF_OIF, FIB_SADDR_MARK_IIF_OIF -> true;
      default -> false;
    };
  }
}
