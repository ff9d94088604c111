package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import io.kubenet.dataplane.Place;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.net.IpAddress;
import io.kubenet.timeline.Fate;
import io.kubenet.timeline.FlowInterval;
import io.kubenet.timeline.FlowTimeline;
import io.kubenet.timeline.Requests;
import io.kubenet.trace.Hop;
import io.kubenet.trace.Step;
import io.kubenet.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks what becomes of a client's connections, each time that something has changed. */
final class FlowWatch {

  private final Load load;
  private final Connecting connecting;
  private final List<FlowInterval> intervals = new ArrayList<>();
  private final Map<IpAddress, ObjectName> owners = new LinkedHashMap<>();
  private final Set<String> visited = new LinkedHashSet<>();
  private List<Fate> fates = ImmutableList.of();
  private Duration since = Duration.ZERO;
  private Optional<String> firstLoss = Optional.empty();

  FlowWatch(Load load, Connecting connecting) {
    this.load = load;
    this.connecting = connecting;
  }

  /** Whether connections passed any of these nodes when it last looked. */
  boolean visits(Set<String> nodes) {
    return nodes.stream().anyMatch(visited::contains);
  }

  /** Something has changed that may matter. */
  void look(Duration now, ClusterState state) {
    state.pods().forEach(this::remember);
    List<Fate> found =
        isThere(state) ? fates(connecting.everyWay(load.asked())) : ImmutableList.of();
    if (!found.equals(fates)) {
      close(now);
      fates = found;
    }
  }

  private void remember(Pod pod) {
    if (!pod.isHostNetwork()) {
      pod.ips().forEach(ip -> owners.put(ip, pod.name()));
    }
  }

  /** A client that has no address sends nothing. */
  private boolean isThere(ClusterState state) {
    return !(load.asked().host().place() instanceof Place.InPod pod)
        || state.pod(pod.name()).filter(found -> !found.ips().isEmpty()).isPresent();
  }

  private void close(Duration now) {
    if (now.compareTo(since) > 0) {
      intervals.add(new FlowInterval(since, now, fates));
    }
    since = now;
  }

  private List<Fate> fates(Connections connections) {
    visited.clear();
    Map<Fate, Fate> merged = new LinkedHashMap<>();
    for (Connection connection : connections.list()) {
      connection.request().ifPresent(this::visit);
      connection.reply().ifPresent(this::visit);
      Fate fate = fate(connection);
      merged.merge(without(fate), fate, FlowWatch::sum);
      if (!connection.isEstablished() && firstLoss.isEmpty()) {
        firstLoss = Optional.of(connection.toString());
      }
    }
    return ImmutableList.copyOf(merged.values());
  }

  private static Fate without(Fate fate) {
    return of(fate, Fraction.ONE);
  }

  private static Fate sum(Fate one, Fate other) {
    return of(one, one.probability().plus(other.probability()));
  }

  private static Fate of(Fate fate, Fraction probability) {
    return new Fate(
        fate.verdict(),
        fate.endpoint(),
        fate.address(),
        fate.clientIp(),
        fate.because(),
        probability);
  }

  private void visit(Trace trace) {
    trace.hops().stream().map(Hop::host).forEach(visited::add);
  }

  private Fate fate(Connection connection) {
    boolean isEstablished = connection.isEstablished();
    return new Fate(
        connection.verdict(),
        isEstablished ? connection.endpoint() : meant(connection),
        connection.address().map(Object::toString),
        connection.clientIp().map(Object::toString),
        isEstablished ? "" : connection.outcome().because(),
        connection.probability());
  }

  /** The pod that the packets of a connection that failed were for, even if it is gone. */
  private Optional<String> meant(Connection connection) {
    return connection
        .request()
        .map(FlowWatch::destination)
        .map(owners::get)
        .map(ObjectName::toString);
  }

  private static IpAddress destination(Trace trace) {
    IpAddress destination = trace.packet().destination();
    for (Hop hop : trace.hops()) {
      for (Step step : hop.steps()) {
        destination =
            step instanceof Step.Translated translated
                ? translated.after().destination()
                : destination;
      }
    }
    return destination;
  }

  FlowTimeline timeline(Duration end) {
    close(end);
    Asked asked = load.asked();
    return new FlowTimeline(
        asked.host().source(),
        asked.target().toString(),
        load.rate(),
        intervals,
        Requests.of(intervals, load.rate()),
        firstLoss);
  }
}
