package io.kubenet.policy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Pods on the other side; each identity is compared with the selectors once. */
final class PodPeers implements PeerMatcher {

  private final PodMatcher matcher;
  private final Visits visits;
  private final Map<PodIdentity, Boolean> known = new ConcurrentHashMap<>();

  PodPeers(PodMatcher matcher, Visits visits) {
    this.matcher = matcher;
    this.visits = visits;
  }

  @Override
  public boolean matches(End peer) {
    return peer instanceof End.PodEnd end && known.computeIfAbsent(end.identity(), this::compare);
  }

  private boolean compare(PodIdentity pod) {
    visits.count();
    return matcher.matches(pod);
  }
}
