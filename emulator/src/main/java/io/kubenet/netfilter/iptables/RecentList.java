package io.kubenet.netfilter.iptables;

import io.kubenet.net.IpAddress;
import io.kubenet.netfilter.Memory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Addresses, each with the times at which it was seen; the one seen longest ago first. */
final class RecentList implements Memory<RecentList> {

  /** How many addresses are kept: ip_list_tot, as the kernel's module has it by default. */
  private static final int MOST_ADDRESSES = 100;

  /** How many times are kept of an address: ip_pkt_list_tot. */
  private static final int MOST_TIMES = 20;

  /**
   * What is asked of an address.
   *
   * @param window how long ago it may have been seen, in nanoseconds; 0 for ever
   * @param hits how often it must have been seen; 0 for once
   */
  record Question(long window, int hits) {

    boolean counts(long seen, long now) {
      return window == 0 || seen >= now - window;
    }
  }

  private final Map<IpAddress, List<Long>> seen = new LinkedHashMap<>();

  @Override
  public RecentList copy() {
    RecentList copy = new RecentList();
    seen.forEach((address, times) -> copy.seen.put(address, new ArrayList<>(times)));
    return copy;
  }

  boolean isEmpty() {
    return seen.isEmpty();
  }

  boolean contains(IpAddress address) {
    return seen.containsKey(address);
  }

  /** Notes that an address was seen; always true. */
  boolean note(IpAddress address, long now) {
    List<Long> times = seen.containsKey(address) ? seen.remove(address) : new ArrayList<>();
    if (seen.size() >= MOST_ADDRESSES) {
      seen.remove(oldest());
    }
    if (times.size() == MOST_TIMES) {
      times.remove(0);
    }
    times.add(now);
    seen.put(address, times);
    return true;
  }

  /** Forgets an address; whether it was there. */
  boolean remove(IpAddress address) {
    return seen.remove(address) != null;
  }

  boolean isSeen(IpAddress address, Question question, long now) {
    long hits = seen.get(address).stream().filter(time -> question.counts(time, now)).count();
    return hits >= Math.max(1, question.hits());
  }

  boolean isOldest(IpAddress address) {
    return oldest().equals(address);
  }

  /** Forgets the address seen longest ago, if that was before the window. */
  void reap(Question question, long now) {
    List<Long> times = seen.get(oldest());
    if (!question.counts(times.get(times.size() - 1), now)) {
      seen.remove(oldest());
    }
  }

  private IpAddress oldest() {
    return seen.keySet().iterator().next();
  }
}
