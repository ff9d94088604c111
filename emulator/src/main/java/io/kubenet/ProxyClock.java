package io.kubenet;

import io.kubenet.kubeproxy.runner.SyncRunner;
import io.kubenet.model.ClusterState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A node's kube-proxy over time: what its watch will tell it, what it knows, when it syncs. */
final class ProxyClock {

  private record News(Duration at, ClusterState state) {}

  private final Deque<News> news = new ArrayDeque<>();
  private SyncRunner runner;
  private ClusterState known;
  private Optional<ClusterState> syncing = Optional.empty();
  private boolean isPaused;

  /**
   * A kube-proxy that knows a state and has written its rules long ago.
   *
   * @param idle how it bounds the frequency of its syncs
   */
  ProxyClock(ClusterState known, SyncRunner idle) {
    this.known = known;
    this.runner = idle;
  }

  /**
   * Its watch will tell it of a state; never before what came earlier.
   *
   * @return when it will
   */
  Duration expect(Duration at, ClusterState state) {
    Duration last = news.isEmpty() ? Duration.ZERO : news.getLast().at();
    Duration arrival = at.compareTo(last) > 0 ? at : last;
    news.addLast(new News(arrival, state));
    return arrival;
  }

  /** Its watch tells it of the next state that has come by now. */
  void hear(Duration now) {
    if (!news.isEmpty() && news.getFirst().at().compareTo(now) <= 0) {
      known = news.removeFirst().state();
      runner = runner.requested(now);
    }
  }

  Optional<Duration> nextNews() {
    return Optional.ofNullable(news.peekFirst()).map(News::at);
  }

  /** When its next sync starts; empty where none is wanted, and while it is stopped. */
  Optional<Duration> nextStart() {
    return isPaused ? Optional.empty() : runner.nextStart();
  }

  void start(Duration now) {
    runner = runner.started(now);
    syncing = Optional.of(known);
  }

  /** Its sync has ended; what the rules are made from now. */
  ClusterState end(Duration now) {
    runner = runner.ended(now);
    ClusterState written = syncing.orElseThrow();
    syncing = Optional.empty();
    return written;
  }

  boolean isSyncing() {
    return syncing.isPresent();
  }

  /** It starts anew, knows what there is, and wants to sync. */
  void restart(Duration now, SyncRunner idle) {
    if (!news.isEmpty()) {
      known = news.getLast().state();
      news.clear();
    }
    syncing = Optional.empty();
    runner = idle.requested(now);
    isPaused = false;
  }

  void pause() {
    isPaused = true;
  }

  void resume() {
    isPaused = false;
  }
}
