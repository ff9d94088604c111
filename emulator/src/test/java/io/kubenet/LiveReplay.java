package io.kubenet;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.chance.choice.SeededChance;
import io.kubenet.controlplane.ControlPlane;
import io.kubenet.dataplane.Place;
import io.kubenet.kubeproxy.runner.SyncRunner;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.PodDns;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import io.kubenet.time.Durations;
import io.kubenet.timeline.FlowInterval;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The network of a live recording over time: pods as the stand-in started and ended them, and each
 * node's rules as its kube-proxy made them of the slices that it knew, when they were seen to
 * change.
 */
final class LiveReplay {

  private static final ObjectName SERVICE = new ObjectName("default", "web");

  /** From the end of a pod's listener to the end of its network namespace. */
  private static final Duration DYING = Duration.ofMillis(50);

  private static final Duration SYNC = Duration.ofMillis(30);

  /** How late a change of rules is seen. */
  private static final Duration POLL = Duration.ofMillis(250);

  private final LiveRecording recording;
  private final Network network;
  private final ClusterConfig config;
  private final TreeMap<Duration, List<Runnable>> changes = new TreeMap<>();
  private final Map<String, Pod> pods = new LinkedHashMap<>();
  private final Map<String, Duration> ends = new LinkedHashMap<>();
  private final List<ObjectName> deaf = new ArrayList<>();
  private final TreeMap<Duration, ClusterState> versions = new TreeMap<>();
  private final Map<String, TreeMap<Duration, ClusterState>> written = new LinkedHashMap<>();
  private final List<ContainerPort> ports;
  private ClusterState found;

  LiveReplay(LiveRecording recording) {
    this.recording = recording;
    this.config = ClusterConfig.iptables().withNodeCount(3).withMode(recording.mode());
    this.ports = ports(recording.script());
    ControlPlane plane =
        ControlPlane.load(ManifestReader.read(ImmutableList.of()), config.controlPlane());
    for (JsonNode object : recording.script().path("given")) {
      if (!object.path("kind").asText().equals("Deployment")
          && !object.path("kind").asText().equals("Pod")) {
        plane = plane.apply(ManifestReader.read(new TextSource("given", object.toString())));
      }
    }
    ClusterState state = plane.state();
    for (EndpointSlice slice : ImmutableList.copyOf(state.slicesOf(SERVICE))) {
      state = state.withoutSlice(SERVICE, slice.name());
    }
    this.found = state;
    versions.put(Duration.ZERO, state);
    recording.events().forEach(this::read);
    this.network = new Network(config, found);
    network.add(IpAddress.of("192.168.0.250"));
    state.nodes().forEach(node -> proxy(node.name()));
  }

  private static List<ContainerPort> ports(JsonNode script) {
    for (JsonNode object : script.path("given")) {
      JsonNode declared =
          object
              .path("spec")
              .path("template")
              .path("spec")
              .path("containers")
              .path(0)
              .path("ports");
      if (!declared.isMissingNode()) {
        List<ContainerPort> ports = new ArrayList<>();
        declared.forEach(
            port ->
                ports.add(
                    new ContainerPort(
                        "",
                        port.path("containerPort").asInt(),
                        Protocol.valueOf(port.path("protocol").asText("TCP")),
                        Optional.empty(),
                        Optional.empty())));
        return ImmutableList.copyOf(ports);
      }
    }
    return ImmutableList.of();
  }

  static Duration at(JsonNode event) {
    return Durations.ofSeconds(BigDecimal.valueOf(event.path("t").asDouble()));
  }

  private void read(JsonNode event) {
    Duration at = at(event);
    switch (event.path("event").asText()) {
      case "EXISTS", "ADDED", "MODIFIED" -> {
        if (event.path("kind").asText().equals("EndpointSlice")) {
          slice(at, event);
        } else {
          pod(event).ifPresent(pod -> pods.put(pod.name().name(), pod));
          if (event.path("event").asText().equals("EXISTS")) {
            pod(event).ifPresent(this::start);
          }
        }
      }
      case "KUBELET" -> kubelet(at, event);
      default -> {}
    }
  }

  private Optional<Pod> pod(JsonNode event) {
    if (event.path("ips").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        pod(event.path("name").asText(), event.path("node").asText(), event.path("ips")));
  }

  private Pod pod(String name, String node, JsonNode ips) {
    List<IpAddress> addresses = new ArrayList<>();
    ips.forEach(ip -> addresses.add(IpAddress.of(ip.asText())));
    return new Pod(
        new ObjectName("default", name),
        ImmutableMap.of(),
        Optional.of(node),
        addresses,
        false,
        Pod.Phase.RUNNING,
        true,
        false,
        ports,
        Optional.empty(),
        Optional.empty(),
        PodDns.CLUSTER_FIRST);
  }

  private void start(Pod pod) {
    found = found.with(pod);
  }

  private void kubelet(Duration at, JsonNode event) {
    String name = event.path("pod").asText();
    if (event.path("did").asText().equals("started")) {
      String node = nodeOf(event.path("ips").path(0).asText());
      Pod pod = pod(name, node, event.path("ips"));
      pods.put(name, pod);
      change(at, () -> start(pod));
    } else {
      ends.put("default/" + name, at);
      change(at, () -> deaf.add(pods.get(name).name()));
      change(at.plus(DYING), () -> found = found.withoutPod(pods.get(name).name()));
    }
  }

  private static String nodeOf(String ip) {
    return "node" + ip.split("\\.", -1)[2];
  }

  private void slice(Duration at, JsonNode event) {
    List<EndpointSlice.Endpoint> endpoints = new ArrayList<>();
    for (JsonNode endpoint : event.path("endpoints")) {
      String ip = endpoint.path(0).asText();
      endpoints.add(
          new EndpointSlice.Endpoint(
              ImmutableList.of(IpAddress.of(ip)),
              endpoint.path(1).asBoolean(),
              endpoint.path(2).asBoolean(),
              endpoint.path(3).asBoolean(),
              Optional.empty(),
              Optional.of(endpoint.path(4).asText()),
              Optional.empty(),
              ImmutableList.of(),
              ImmutableList.of(),
              owner(ip)));
    }
    List<EndpointSlice.Port> named = new ArrayList<>();
    event
        .path("ports")
        .forEach(
            port ->
                named.add(
                    new EndpointSlice.Port(
                        port.path(0).asText(),
                        Protocol.valueOf(port.path(2).asText()),
                        OptionalInt.of(port.path(1).asInt()))));
    EndpointSlice slice =
        new EndpointSlice(
            new ObjectName("default", event.path("name").asText()),
            Optional.of(SERVICE),
            IpFamily.IPV4,
            named,
            endpoints);
    versions.put(at, versions.lastEntry().getValue().with(slice));
  }

  private Optional<ObjectName> owner(String ip) {
    return pods.values().stream()
        .filter(pod -> pod.ips().contains(IpAddress.of(ip)))
        .map(Pod::name)
        .findFirst();
  }

  private void change(Duration at, Runnable change) {
    changes.computeIfAbsent(at, instant -> new ArrayList<>()).add(change);
  }

  /** When a node's kube-proxy synced what: by its runner, and as its rules were seen to change. */
  private void proxy(String node) {
    TreeMap<Duration, ClusterState> rules = new TreeMap<>();
    written.put(node, rules);
    rules.put(Duration.ZERO, versions.floorEntry(Duration.ofMillis(500)).getValue());
    SyncRunner runner = SyncRunner.of(config.kubeProxy().version(), minSyncPeriod());
    List<Duration> news = new ArrayList<>(versions.tailMap(Duration.ofMillis(500)).keySet());
    int next = 0;
    while (next < news.size() || runner.nextStart().isPresent()) {
      Optional<Duration> start = runner.nextStart();
      if (next < news.size() && (start.isEmpty() || news.get(next).compareTo(start.get()) < 0)) {
        runner = runner.requested(news.get(next++));
        continue;
      }
      Duration begin = start.orElseThrow();
      Duration end = seenAfter(node, begin);
      runner = runner.started(begin);
      while (next < news.size() && news.get(next).compareTo(end) < 0) {
        runner = runner.requested(news.get(next++));
      }
      runner = runner.ended(end);
      rules.put(end, versions.floorEntry(begin).getValue());
    }
    rules.forEach((at, state) -> change(at, () -> network.show(node, state)));
  }

  private Duration minSyncPeriod() {
    String text =
        recording
            .script()
            .path("kubeProxyConfiguration")
            .path("iptables")
            .path("minSyncPeriod")
            .asText("1s");
    return Durations.of(text);
  }

  private Duration seenAfter(String node, Duration start) {
    return recording
        .ofKind("SYNC")
        .filter(event -> event.path("node").asText().equals(node))
        .map(LiveReplay::at)
        .filter(at -> at.compareTo(start) >= 0 && at.compareTo(start.plus(POLL)) <= 0)
        .findFirst()
        .orElse(start.plus(SYNC));
  }

  /** What became of a probe's new connections, from the first instant to the last. */
  Map<String, List<FlowInterval>> intervals() {
    Cluster cluster = KubeNet.load(config, "empty", "");
    Map<String, FlowWatch> watches = new LinkedHashMap<>();
    for (JsonNode probe : recording.script().path("probes")) {
      watches.put(
          probe.path("name").asText(),
          new FlowWatch(load(cluster, probe), new Connecting(network, new SeededChance(0))));
    }
    for (Map.Entry<Duration, List<Runnable>> entry : changes.entrySet()) {
      entry.getValue().forEach(Runnable::run);
      network.advanceTo(entry.getKey());
      network.find(found, deaf, ImmutableList.of());
      watches.values().forEach(watch -> watch.look(entry.getKey(), found, List.of()));
    }
    Duration end = Duration.ofSeconds(recording.script().path("until").asLong() + 5);
    Map<String, List<FlowInterval>> intervals = new LinkedHashMap<>();
    watches.forEach((name, watch) -> intervals.put(name, watch.timeline(end).intervals()));
    return intervals;
  }

  private static Load load(Cluster cluster, JsonNode probe) {
    String from = probe.path("from").asText();
    Place place =
        from.startsWith("pod:")
            ? new Place.InPod(new ObjectName("default", from.substring(from.indexOf('/') + 1)))
            : from.startsWith("node:")
                ? new Place.OnNode(from.substring(5))
                : new Place.Outside(IpAddress.of("192.168.0.250"));
    return Load.of(
        Host.at(cluster, place).over(Protocol.valueOf(probe.path("protocol").asText("TCP"))),
        probe.path("to").asText(),
        probe.path("port").asInt());
  }

  /** When a pod's containers ended: {@code default/web-1}; empty if they went on. */
  Optional<Duration> endOf(String pod) {
    return Optional.ofNullable(ends.get(pod));
  }

  /** The instants at which any pod ended. */
  List<Duration> ends() {
    return ImmutableList.copyOf(ends.values());
  }

  /** When kube-proxy of a node cleared conntrack's entries to a pod, as it served no more. */
  Optional<Duration> clearedOn(String node, String pod) {
    return written.get(node).entrySet().stream()
        .filter(entry -> !entry.getKey().isZero())
        .filter(entry -> isKnown(pod, entry.getValue()) || endOf(pod).isPresent())
        .filter(entry -> !serves(pod, entry.getValue()))
        .filter(entry -> servesAny(entry.getValue()))
        .map(Map.Entry::getKey)
        .filter(at -> startOf(pod).compareTo(at) < 0)
        .findFirst();
  }

  private Duration startOf(String pod) {
    return recording
        .ofKind("KUBELET")
        .filter(event -> pod.equals("default/" + event.path("pod").asText()))
        .filter(event -> event.path("did").asText().equals("started"))
        .map(LiveReplay::at)
        .findFirst()
        .orElse(Duration.ZERO);
  }

  private static boolean isKnown(String pod, ClusterState state) {
    return endpoints(state).stream()
        .anyMatch(endpoint -> endpoint.pod().map(ObjectName::toString).equals(Optional.of(pod)));
  }

  private static boolean serves(String pod, ClusterState state) {
    return endpoints(state).stream()
        .filter(EndpointSlice.Endpoint::isServing)
        .anyMatch(endpoint -> endpoint.pod().map(ObjectName::toString).equals(Optional.of(pod)));
  }

  private static boolean servesAny(ClusterState state) {
    return endpoints(state).stream().anyMatch(EndpointSlice.Endpoint::isServing);
  }

  private static List<EndpointSlice.Endpoint> endpoints(ClusterState state) {
    return state.slicesOf(SERVICE).stream().flatMap(s -> s.endpoints().stream()).toList();
  }
}
