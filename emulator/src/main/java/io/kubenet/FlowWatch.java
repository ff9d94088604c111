package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.KnownWays;
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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Looks what becomes of a client's connections, each time that something has changed. */
final class FlowWatch {

  /**
   * A way as it was seen.
   *
   * @param fate what became of the connection
   * @param hosts the hosts on it
   * @param addresses those that its packets were for
   */
  private record SeenWay(
      Connecting.Way way, Fate fate, Set<String> hosts, Set<IpAddress> addresses) {}

  private final Load load;
  private final Connecting connecting;
  private final List<FlowInterval> intervals = new ArrayList<>();
  private final Map<IpAddress, ObjectName> owners = new LinkedHashMap<>();

  /** The pods that connections came to, as packets found them. */
  private final Map<ObjectName, List<?>> met = new LinkedHashMap<>();

  private final List<SeenWay> ways = new ArrayList<>();
  private KnownWays<Names.Found> names = new KnownWays<>();
  private final Set<IpAddress> metIps = new LinkedHashSet<>();
  private List<Fate> fates = ImmutableList.of();
  private Duration since = Duration.ZERO;
  private Optional<String> firstLoss = Optional.empty();

  FlowWatch(Load load, Connecting connecting) {
    this.load = load;
    this.connecting = connecting;
  }

  /** Something has changed that may matter to any connection. */
  void look(Duration now, ClusterState state, Collection<ObjectName> deaf) {
    if (since.isZero() && met.isEmpty()) {
      state.pods().forEach(this::remember);
    }
    names = new KnownWays<>();
    ways.clear();
    if (isThere(state)) {
      connecting
          .ways(load.asked(), names)
          .ifPresentOrElse(
              all -> all.stream().map(this::seen).forEach(ways::add),
              () ->
                  connecting.everyWay(load.asked()).list().stream()
                      .map(connection -> new Connecting.Way(connection, ImmutableList.of()))
                      .map(this::seen)
                      .forEach(ways::add));
    }
    found(now, state, deaf);
  }

  /** Something has changed that matters to some ways; where it is most of them, all are new. */
  private void lookAt(
      Predicate<SeenWay> isConcerned,
      Duration now,
      ClusterState state,
      Collection<ObjectName> deaf) {
    long concerned = ways.stream().filter(isConcerned).count();
    if (concerned == 0) {
      return;
    }
    if (2 * concerned > ways.size() || !connecting.knowsWays()) {
      look(now, state, deaf);
      return;
    }
    for (int i = 0; i < ways.size(); i++) {
      if (isConcerned.test(ways.get(i))) {
        Optional<Connecting.Way> again = connecting.again(load.asked(), ways.get(i).way(), names);
        if (again.isEmpty()) {
          look(now, state, deaf);
          return;
        }
        ways.set(i, seen(again.get()));
      }
    }
    found(now, state, deaf);
  }

  private void found(Duration now, ClusterState state, Collection<ObjectName> deaf) {
    List<Fate> found = fates();
    if (!found.equals(fates)) {
      close(now);
      fates = found;
    }
    metIps.clear();
    met.clear();
    for (SeenWay way : ways) {
      metIps.addAll(way.addresses());
    }
    client().ifPresent(pod -> met.put(pod, ImmutableList.of()));
    metIps.stream()
        .map(owners::get)
        .filter(Objects::nonNull)
        .forEach(pod -> met.put(pod, ImmutableList.of()));
    met.replaceAll((pod, before) -> seen(pod, state, deaf));
  }

  /** Pods that something has happened to may have addresses from now on. */
  void remember(Set<ObjectName> touched, ClusterState state) {
    touched.stream().flatMap(name -> state.pod(name).stream()).forEach(this::remember);
  }

  /**
   * Something has happened to pods, and rules of nodes have changed: looks again at the connections
   * that passed there, if packets find anything else there now. Packets from outside may come
   * anywhere.
   */
  void touch(Touched touched, Duration now, ClusterState state, Collection<ObjectName> deaf) {
    remember(touched.pods(), state);
    Set<ObjectName> others = new LinkedHashSet<>();
    boolean isAnywhere = !(load.asked().host().place() instanceof Place.InPod);
    for (ObjectName name : touched.pods()) {
      List<?> before = met.get(name);
      if (before == null) {
        isAnywhere |=
            state
                .pod(name)
                .filter(pod -> pod.isHostNetwork() || pod.ips().stream().anyMatch(metIps::contains))
                .isPresent();
      } else if (!before.equals(seen(name, state, deaf))) {
        others.add(name);
      }
    }
    if (isAnywhere || client().filter(others::contains).isPresent()) {
      look(now, state, deaf);
      return;
    }
    if (others.isEmpty() && touched.nodes().isEmpty()) {
      return;
    }
    lookAt(
        way ->
            way.hosts().stream().anyMatch(touched.nodes()::contains)
                || way.addresses().stream()
                    .map(owners::get)
                    .filter(Objects::nonNull)
                    .anyMatch(others::contains),
        now,
        state,
        deaf);
  }

  /**
   * What something has happened to.
   *
   * @param pods pods
   * @param nodes nodes whose rules have changed
   */
  record Touched(Set<ObjectName> pods, Set<String> nodes) {}

  private Optional<ObjectName> client() {
    return load.asked().host().place() instanceof Place.InPod pod
        ? Optional.of(pod.name())
        : Optional.empty();
  }

  /** What packets find of a pod: readiness is nothing to them. */
  private static List<?> seen(ObjectName name, ClusterState state, Collection<ObjectName> deaf) {
    return state
        .pod(name)
        .<List<?>>map(
            pod ->
                ImmutableList.of(
                    pod.ips(),
                    pod.nodeName(),
                    pod.labels(),
                    pod.ports(),
                    pod.isHostNetwork(),
                    pod.isFinished(),
                    deaf.contains(name)))
        .orElse(ImmutableList.of());
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

  private List<Fate> fates() {
    Map<Fate, Fate> merged = new LinkedHashMap<>();
    for (SeenWay way : ways) {
      merged.merge(without(way.fate()), way.fate(), FlowWatch::sum);
      if (!way.fate().isEstablished() && firstLoss.isEmpty()) {
        firstLoss =
            connecting.everyWay(load.asked()).list().stream()
                .filter(connection -> !connection.isEstablished())
                .findFirst()
                .map(Connection::toString);
      }
    }
    return ImmutableList.copyOf(merged.values());
  }

  private SeenWay seen(Connecting.Way way) {
    Set<String> hosts = new LinkedHashSet<>();
    Set<IpAddress> addresses = new LinkedHashSet<>();
    way.connection().request().ifPresent(trace -> visit(trace, hosts, addresses));
    way.connection().reply().ifPresent(trace -> visit(trace, hosts, addresses));
    return new SeenWay(way, fate(way.connection()), hosts, addresses);
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

  private static void visit(Trace trace, Set<String> hosts, Set<IpAddress> addresses) {
    addresses.add(trace.packet().destination());
    for (Hop hop : trace.hops()) {
      hosts.add(hop.host());
      for (Step step : hop.steps()) {
        if (step instanceof Step.Translated translated) {
          addresses.add(translated.after().destination());
          addresses.add(translated.after().source());
        }
      }
    }
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
