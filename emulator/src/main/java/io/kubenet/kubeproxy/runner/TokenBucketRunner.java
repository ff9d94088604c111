package io.kubenet.kubeproxy.runner;

import java.time.Duration;
import java.util.Optional;

/**
 * The runner of kube-proxy up to 1.33 (pkg/util/async/bounded_frequency_runner.go tryRun): a bucket
 * of two tokens, one more each minSyncPeriod. A sync takes one when it starts; where there is none,
 * it is tried again minSyncPeriod after the last sync's end. So two syncs may follow each other,
 * and from then on they start at the least minSyncPeriod apart.
 *
 * @param minSyncPeriod what a token takes to come
 * @param request when the oldest request came that no sync has taken
 * @param bucket what is in the bucket
 * @param lastEnd when the last sync ended
 * @param isRunning whether a sync runs
 */
record TokenBucketRunner(
    Duration minSyncPeriod,
    Optional<Duration> request,
    Bucket bucket,
    Optional<Duration> lastEnd,
    boolean isRunning)
    implements SyncRunner {

  /** kube-proxy's burstSyncs (pkg/proxy/iptables/proxier.go). */
  private static final int BURST = 2;

  /**
   * A bucket of tokens; a token is worth minSyncPeriod.
   *
   * @param worth what was in it at an instant
   * @param at that instant
   */
  private record Bucket(Duration worth, Duration at) {

    Bucket filled(Duration now, Duration most) {
      Duration filled = worth.plus(now.minus(at));
      return new Bucket(filled.compareTo(most) > 0 ? most : filled, now);
    }

    Bucket without(Duration token) {
      return new Bucket(worth.minus(token), at);
    }
  }

  static TokenBucketRunner full(Duration minSyncPeriod) {
    return new TokenBucketRunner(
        minSyncPeriod,
        Optional.empty(),
        new Bucket(minSyncPeriod.multipliedBy(BURST), Duration.ZERO),
        Optional.empty(),
        false);
  }

  @Override
  public SyncRunner requested(Duration now) {
    return new TokenBucketRunner(
        minSyncPeriod, Optional.of(request.orElse(now)), bucket, lastEnd, isRunning);
  }

  @Override
  public Optional<Duration> nextStart() {
    return request.filter(at -> !isRunning).map(this::start);
  }

  /** A request that came while a sync ran is looked at when that has ended. */
  private Duration start(Duration at) {
    Duration tried = lastEnd.filter(end -> end.compareTo(at) > 0).orElse(at);
    return hasToken(tried) ? tried : lastEnd.orElse(tried).plus(minSyncPeriod);
  }

  private boolean hasToken(Duration now) {
    return filled(now).worth().compareTo(minSyncPeriod) >= 0;
  }

  private Bucket filled(Duration now) {
    return bucket.filled(now, minSyncPeriod.multipliedBy(BURST));
  }

  @Override
  public SyncRunner started(Duration now) {
    return new TokenBucketRunner(
        minSyncPeriod, Optional.empty(), filled(now).without(minSyncPeriod), lastEnd, true);
  }

  @Override
  public SyncRunner ended(Duration now) {
    return new TokenBucketRunner(minSyncPeriod, request, bucket, Optional.of(now), false);
  }
}
