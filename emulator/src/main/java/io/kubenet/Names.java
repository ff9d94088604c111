package io.kubenet;

import io.kubenet.chance.Chance;
import io.kubenet.dataplane.Place;
import io.kubenet.dns.NameAdvice;
import io.kubenet.dns.Resolution;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IpAddress;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * The addresses that targets stand for where they are asked.
 *
 * @param resolver resolves names
 * @param state the cluster
 */
record Names(ClusterResolver resolver, ClusterState state) {

  /** What a target came to: an address, or what the one who asked sees instead. */
  record Found(Optional<IpAddress> address, Outcome otherwise) {

    private static Found at(IpAddress address) {
      return new Found(
          Optional.of(address), Outcome.of(Verdict.ESTABLISHED, "found at " + address));
    }
  }

  /** The address that is tried first. */
  Found resolve(Target target, Place from, Chance chance) {
    if (target.isAddress()) {
      return Found.at(target.address());
    }
    Resolution resolution = resolver.resolve(target.name(), from, chance, Duration.ZERO);
    return resolution.isFound()
        ? Found.at(resolution.addresses().get(0))
        : new Found(Optional.empty(), failure(resolution, from));
  }

  private Outcome failure(Resolution resolution, Place from) {
    String advice = advice(resolution.name(), from).map(text -> ": " + text).orElse("");
    return Outcome.of(
        resolution.status() == Resolution.Status.TEMPORARY_FAILURE
            ? Verdict.TIMED_OUT
            : Verdict.NXDOMAIN,
        "'" + resolution.name() + "': " + resolution.status().message() + advice);
  }

  private Optional<String> advice(String name, Place from) {
    NameAdvice advice = new NameAdvice(state, resolver.server().corefile().clusterDomain());
    return from instanceof Place.InPod pod
        ? advice.about(name, pod.name().namespace())
        : Optional.empty();
  }
}
