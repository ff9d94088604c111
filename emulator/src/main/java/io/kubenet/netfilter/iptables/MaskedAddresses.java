package io.kubenet.netfilter.iptables;

import com.google.common.base.Suppliers;
import io.kubenet.net.IpAddress;
import io.kubenet.netfilter.Passage;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.packetset.Likeness;
import io.kubenet.ruleset.iptables.match.AddressMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Addresses that agree in the bits of a mask, as intervals where these are not too many. */
final class MaskedAddresses {

  /** Masks leave gaps in so many bits at most where intervals are made of them. */
  private static final int MOST_GAPS = 12;

  private final AddressMask mask;
  private final Supplier<Optional<IntervalSet>> intervals;

  private MaskedAddresses(AddressMask mask) {
    this.mask = mask;
    this.intervals = Suppliers.memoize(() -> intervals(mask));
  }

  static Supplier<MaskedAddresses> of(AddressMask mask) {
    return Suppliers.memoize(() -> new MaskedAddresses(mask));
  }

  /** Whether the mask holds an address. */
  boolean holds(Passage passage, IpAddress address) {
    if (passage.likeness().isWatched()) {
      keepAlike(intervals.get(), passage.likeness(), address);
    }
    return mask.contains(address);
  }

  /** Whether a mask holds an address was asked. */
  static void keepAlike(AddressMask mask, Likeness likeness, IpAddress address) {
    keepAlike(intervals(mask), likeness, address);
  }

  private static void keepAlike(
      Optional<IntervalSet> intervals, Likeness likeness, IpAddress address) {
    intervals.ifPresentOrElse(
        all -> likeness.askedWhether(address, all), () -> likeness.pin(address));
  }

  private static Optional<IntervalSet> intervals(AddressMask asked) {
    IpAddress mask = asked.mask();
    int bits = mask.family().bits();
    int trailing = 0;
    while (trailing < bits && !isSet(mask, trailing)) {
      trailing++;
    }
    List<Integer> gaps = new ArrayList<>();
    for (int bit = trailing; bit < bits; bit++) {
      if (!isSet(mask, bit)) {
        gaps.add(bit);
      }
    }
    return gaps.size() > MOST_GAPS
        ? Optional.empty()
        : Optional.of(intervals(asked.address(), trailing, gaps));
  }

  private static IntervalSet intervals(IpAddress address, int trailing, List<Integer> gaps) {
    List<IntervalSet> all = new ArrayList<>();
    for (int filling = 0; filling < 1 << gaps.size(); filling++) {
      IpAddress first = address;
      for (int i = 0; i < gaps.size(); i++) {
        if ((filling & 1 << i) != 0) {
          first = withBits(first, gaps.get(i), gaps.get(i) + 1);
        }
      }
      all.add(IntervalSet.range(first, withBits(first, 0, trailing)));
    }
    return IntervalSet.union(all);
  }

  private static boolean isSet(IpAddress address, int bit) {
    return ((bit < 64 ? address.low() >>> bit : address.high() >>> (bit - 64)) & 1) != 0;
  }

  private static IpAddress withBits(IpAddress address, int from, int to) {
    long high = address.high();
    long low = address.low();
    for (int bit = from; bit < to; bit++) {
      if (bit < 64) {
        low |= 1L << bit;
      } else {
        high |= 1L << (bit - 64);
      }
    }
    return new IpAddress(address.family(), high, low);
  }
}
