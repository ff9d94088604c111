package io.kubenet.kubeproxy.runner;

import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.model.KubernetesVersion;
import java.time.Duration;
import java.util.Optional;

/**
 * When a kube-proxy syncs: a value that is told of requests and of the begin and end of syncs, and
 * says when the next one starts. Requests that come before it starts are one.
 *
 * <p>Each family of each node has one of its own.
 */
public sealed interface SyncRunner permits IntervalRunner, TokenBucketRunner {

  /**
   * The runner of a version of kube-proxy, before its first sync.
   *
   * @param minSyncPeriod the least time between two syncs
   */
  static SyncRunner of(KubernetesVersion version, Duration minSyncPeriod) {
    return KubeProxyFeature.SYNC_PERIOD_FROM_END.isIn(version)
        ? IntervalRunner.idle(minSyncPeriod)
        : TokenBucketRunner.full(minSyncPeriod);
  }

  /** A change has come that asks for a sync. */
  SyncRunner requested(Duration now);

  /** When the next sync starts; empty while one runs, and where none was asked for. */
  Optional<Duration> nextStart();

  /** The next sync has started. */
  SyncRunner started(Duration now);

  /** The sync has ended. */
  SyncRunner ended(Duration now);
}
