package io.kubenet.kubeproxy.runner;

import java.time.Duration;
import java.util.Optional;

/**
 * The runner of kube-proxy from 1.34 on (pkg/proxy/runner/bounded_frequency_runner.go): a sync
 * starts at once where the last one ended long enough ago, else exactly minSyncPeriod after its
 * end.
 *
 * @param minSyncPeriod the least time between the end of a sync and the start of the next
 * @param request when the oldest request came that no sync has taken
 * @param earliest when the next sync may start
 * @param isRunning whether a sync runs
 */
record IntervalRunner(
    Duration minSyncPeriod, Optional<Duration> request, Duration earliest, boolean isRunning)
    implements SyncRunner {

  static IntervalRunner idle(Duration minSyncPeriod) {
    return new IntervalRunner(minSyncPeriod, Optional.empty(), Duration.ZERO, false);
  }

  @Override
  public SyncRunner requested(Duration now) {
    return new IntervalRunner(minSyncPeriod, Optional.of(request.orElse(now)), earliest, isRunning);
  }

  @Override
  public Optional<Duration> nextStart() {
    return request.filter(at -> !isRunning).map(at -> later(at, earliest));
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  @Override
  public SyncRunner started(Duration now) {
    return new IntervalRunner(minSyncPeriod, Optional.empty(), earliest, true);
  }

  @Override
  public SyncRunner ended(Duration now) {
    return new IntervalRunner(minSyncPeriod, request, now.plus(minSyncPeriod), false);
  }
}
