package io.kubenet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.kubenet.chance.choice.SeededChance;
import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.Eviction;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.time.ClusterLife;
import io.kubenet.controlplane.time.DrawnTiming;
import io.kubenet.controlplane.time.Happening;
import io.kubenet.controlplane.time.KubeletLives;
import io.kubenet.controlplane.time.LifePace;
import io.kubenet.controlplane.time.PodLives;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.kubeproxy.runner.SyncRunner;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import io.kubenet.time.DelayInterval;
import io.kubenet.time.DelayRow;
import io.kubenet.time.Delays;
import io.kubenet.time.queue.Draw;
import io.kubenet.time.queue.EventQueue;
import io.kubenet.timeline.RuleChange;
import io.kubenet.timeline.SliceChange;
import io.kubenet.timeline.Timeline;
import io.kubenet.timeline.TimelineEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A cluster that lives in virtual time: control plane and kubelets, kube-proxies, the DNS server,
 * and clients that connect meanwhile. One run makes one timeline.
 */
final class Simulation {

  /** What never ends, as a container that is restarted for ever, is watched no longer. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** What kubectl drain waits after a refusal (kubectl drain.go evictPods). */
  private static final Duration EVICTION_RETRY = Duration.ofSeconds(5);

  /** A budget that lets nothing go is asked no longer. */
  private static final Duration EVICTION_PATIENCE = Duration.ofMinutes(10);

  /**
   * What is to be done.
   *
   * @param node the node whose kube-proxy does it; empty for what no node does
   * @param doomed the pod to be evicted
   */
  private record Task(Kind kind, String node, Optional<Doomed> doomed) {

    Task(Kind kind, String node) {
      this(kind, node, Optional.empty());
    }

    static Task evicting(ObjectName name, long age) {
      return new Task(Kind.EVICT, "", Optional.of(new Doomed(name, age)));
    }

    enum Kind {
      EVICT,
      HEAR,
      START,
      END,
      NAMES
    }
  }

  /** A pod to be evicted, unless another has its name by then. */
  private record Doomed(ObjectName name, long age) {}

  private record Written(Duration at, ClusterState state) {}

  private final ClusterConfig config;
  private final Delays delays;
  private final SeededChance chance;
  private final ClusterLife life;
  private final Network network;
  private final EventQueue<Task> queue = new EventQueue<>();
  private final Map<String, ProxyClock> proxies = new LinkedHashMap<>();
  private final List<Written> namesToCome = new ArrayList<>();
  private final Templates templates = new Templates();
  private final List<TimelineEvent> events = new ArrayList<>();
  private final List<SliceChange> slices = new ArrayList<>();
  private final List<RuleChange> rules = new ArrayList<>();
  private final List<FlowWatch> flows;
  private final Set<String> changedNodes = new LinkedHashSet<>();
  private ClusterState published;
  private ClusterState named;
  private List<ObjectName> deafPods = ImmutableList.of();
  private List<String> failedNodes = ImmutableList.of();
  private boolean isNetworkChanged = true;
  private boolean isSurroundingChanged = true;
  private boolean areNamesChanged = true;
  private Duration now = Duration.ZERO;

  Simulation(ClusterConfig config, ControlPlane atRest, Plan plan) {
    this.config = config;
    this.delays = plan.delays();
    this.chance = new SeededChance(config.seed());
    PodLives lives = plan.lives().orElseGet(() -> new KubeletLives(delays, chance.split()));
    SeededChance monitors = chance.split();
    this.life =
        new ClusterLife(
            atRest,
            new LifePace(
                lives,
                new DrawnTiming(delays, chance.split()),
                () -> Draw.of(delays.get(DelayRow.NODE_MONITOR), monitors)));
    this.network = new Network(config, atRest.state());
    this.published = atRest.state();
    this.named = published;
    SeededChance ways = chance.split();
    this.flows =
        plan.loads().stream()
            .map(load -> new FlowWatch(load, new Connecting(network, ways)))
            .collect(ImmutableList.toImmutableList());
    atRest.state().nodes().forEach(node -> proxy(node.name()));
    atRest.state().services().forEach(service -> tellSlices(service.name(), atRest.state()));
    plan.outsideHosts().forEach(network::add);
  }

  private ProxyClock proxy(String node) {
    return proxies.computeIfAbsent(
        node,
        name -> {
          network.show(name, published);
          return new ProxyClock(published, idleRunner());
        });
  }

  /** Follows a script until nothing is left to happen, or to an instant. */
  Timeline run(Script script, Optional<Duration> until) {
    List<Script.ScriptStep> left = new ArrayList<>(script.steps());
    Duration end = until.orElse(LONGEST);
    settle(left);
    Optional<Duration> next = nextInstant(left);
    while (next.filter(at -> at.compareTo(end) <= 0).isPresent()) {
      now = next.get();
      settle(left);
      next = nextInstant(left);
    }
    Duration last = until.orElse(now);
    return new Timeline(
        config.seed(),
        delays,
        last,
        events,
        slices,
        rules,
        flows.stream().map(flow -> flow.timeline(last)).toList());
  }

  private Optional<Duration> nextInstant(List<Script.ScriptStep> left) {
    Optional<Duration> step =
        left.stream()
            .findFirst()
            .map(Script.ScriptStep::trigger)
            .filter(Script.Trigger.At.class::isInstance)
            .map(trigger -> ((Script.Trigger.At) trigger).instant());
    return Stream.of(life.nextInstant(), queue.nextInstant(), step)
        .flatMap(Optional::stream)
        .min(Duration::compareTo);
  }

  /** Does all that happens at this instant, and then looks what becomes of connections. */
  private void settle(List<Script.ScriptStep> left) {
    life.advanceTo(now);
    boolean isBusy = true;
    while (isBusy) {
      isBusy = live() || work() || step(left);
    }
    watch();
  }

  private boolean live() {
    if (life.nextInstant().filter(at -> at.compareTo(now) <= 0).isEmpty()) {
      return false;
    }
    life.runNext();
    noticed();
    return true;
  }

  /** What people and kubelets did is looked at by everybody else. */
  private void noticed() {
    isNetworkChanged = true;
    for (Happening one : life.takeHappenings()) {
      events.add(
          new TimelineEvent(
              now,
              one.component(),
              one.what(),
              one.object(),
              one.because(),
              one.pod().map(ObjectName::toString)));
    }
    ClusterState state = life.plane().state();
    if (!changed(published, state).isEmpty() || !state.hasNodesOf(published)) {
      write(published, state);
      published = state;
    }
  }

  private static Set<ObjectName> changed(ClusterState before, ClusterState after) {
    return after.servicesChangedSince(before).orElseGet(() -> services(before, after));
  }

  private static Set<ObjectName> services(ClusterState before, ClusterState after) {
    ImmutableSortedSet.Builder<ObjectName> names = ImmutableSortedSet.naturalOrder();
    Stream.of(before, after)
        .forEach(state -> state.services().forEach(service -> names.add(service.name())));
    return names.build();
  }

  /** What comes later is not told before what came earlier. */
  private static Duration later(List<Written> before, Duration at) {
    return before.isEmpty() || before.get(before.size() - 1).at().compareTo(at) <= 0
        ? at
        : before.get(before.size() - 1).at();
  }

  private Duration draw(DelayRow row) {
    return Draw.of(delays.get(row), chance);
  }

  private void tell(String component, String what, String object, String because) {
    events.add(new TimelineEvent(now, component, what, object, because, Optional.empty()));
  }

  private boolean work() {
    if (queue.nextInstant().filter(at -> at.compareTo(now) <= 0).isEmpty()) {
      return false;
    }
    queue.poll().ifPresent(event -> work(event.what()));
    return true;
  }

  private void work(Task task) {
    switch (task.kind()) {
      case EVICT -> evictAgain(task.doomed().orElseThrow());
      case NAMES -> name();
      case HEAR -> hear(task.node());
      case START -> start(task.node());
      case END -> end(task.node());
    }
  }

  /** Services or their slices have changed: watches will tell kube-proxies and the DNS server. */
  private void write(ClusterState before, ClusterState seen) {
    for (ObjectName service : ImmutableSortedSet.copyOf(changed(before, seen))) {
      if (!endpoints(service, before).equals(endpoints(service, seen))) {
        tell("endpointslice-controller", "slices changed", "service/" + service, "");
        tellSlices(service, seen);
      }
    }
    seen.nodes().forEach(node -> expect(node.name(), seen));
    namesToCome.add(new Written(later(namesToCome, now.plus(draw(DelayRow.DNS_WATCH))), seen));
    queue.add(namesToCome.get(0).at(), new Task(Task.Kind.NAMES, ""));
  }

  private void expect(String node, ClusterState state) {
    ProxyClock proxy = proxy(node);
    proxy.expect(now.plus(draw(DelayRow.PROXY_WATCH)), state);
    proxy.nextNews().ifPresent(at -> queue.add(at, new Task(Task.Kind.HEAR, node)));
  }

  private void hear(String node) {
    ProxyClock proxy = proxies.get(node);
    proxy.hear(now);
    wake(node, proxy);
    proxy.nextNews().ifPresent(at -> queue.add(at, new Task(Task.Kind.HEAR, node)));
  }

  /** A sync that may start now does, before more news come. */
  private void wake(String node, ProxyClock proxy) {
    Optional<Duration> start = proxy.nextStart();
    if (start.filter(at -> at.compareTo(now) <= 0).isPresent()) {
      start(node);
    } else {
      start.ifPresent(at -> queue.add(at, new Task(Task.Kind.START, node)));
    }
  }

  private void start(String node) {
    ProxyClock proxy = proxies.get(node);
    if (proxy.isSyncing() || proxy.nextStart().isEmpty() || isDown(node)) {
      return;
    }
    proxy.start(now);
    queue.add(now.plus(draw(DelayRow.PROXY_SYNC)), new Task(Task.Kind.END, node));
  }

  private boolean isDown(String node) {
    return life.failedNodes().contains(node);
  }

  private void end(String node) {
    ProxyClock proxy = proxies.get(node);
    ClusterState before = network.seenBy(node);
    ClusterState written = proxy.end(now);
    List<String> services =
        changed(before, written).stream()
            .filter(service -> isOther(service, before, written))
            .map(ObjectName::toString)
            .sorted()
            .toList();
    network.advanceTo(now);
    network.show(node, written);
    if (!services.isEmpty() || !written.hasNodesOf(before)) {
      changedNodes.add(node);
    }
    if (!services.isEmpty()) {
      rules.add(new RuleChange(now, node, services));
      tell("kube-proxy/" + node, "rules written", "node/" + node, String.join(", ", services));
    }
    wake(node, proxy);
  }

  private static boolean isOther(ObjectName service, ClusterState before, ClusterState after) {
    return !before.service(service).equals(after.service(service))
        || !ImmutableList.copyOf(before.slicesOf(service))
            .equals(ImmutableList.copyOf(after.slicesOf(service)));
  }

  private void name() {
    ClusterState known = namesToCome.remove(0).state();
    network.name(known);
    areNamesChanged |=
        changed(named, known).stream().anyMatch(service -> isNamedOtherwise(service, known));
    named = known;
    if (!namesToCome.isEmpty()) {
      queue.add(namesToCome.get(0).at(), new Task(Task.Kind.NAMES, ""));
    }
  }

  /** Names of Services with a cluster IP do not hang on their endpoints. */
  private boolean isNamedOtherwise(ObjectName service, ClusterState known) {
    Optional<Service> after = known.service(service);
    return !after.equals(named.service(service)) || after.filter(Service::isHeadless).isPresent();
  }

  private static List<SliceChange.Condition> endpoints(ObjectName service, ClusterState state) {
    return state.slicesOf(service).stream()
        .flatMap(slice -> slice.endpoints().stream())
        .map(Simulation::condition)
        .toList();
  }

  private static SliceChange.Condition condition(EndpointSlice.Endpoint endpoint) {
    return new SliceChange.Condition(
        endpoint.pod().map(ObjectName::toString).orElse(endpoint.addresses().get(0).toString()),
        endpoint.isReady(),
        endpoint.isServing(),
        endpoint.isTerminating());
  }

  private void tellSlices(ObjectName service, ClusterState state) {
    slices.add(new SliceChange(now, service.toString(), endpoints(service, state)));
  }

  private boolean step(List<Script.ScriptStep> left) {
    if (left.isEmpty() || !isDue(left.get(0).trigger())) {
      return false;
    }
    Script.ScriptStep step = left.remove(0);
    events.add(new TimelineEvent(now, "script", step.what(), step.object(), "", step.pod()));
    step.deed().on(this);
    noticed();
    return true;
  }

  private boolean isDue(Script.Trigger trigger) {
    if (trigger instanceof Script.Trigger.At at) {
      return at.instant().compareTo(now) <= 0;
    }
    if (trigger instanceof Script.Trigger.Gone gone) {
      return gone.object().kind().equals("Pod")
          ? life.plane().pod(gone.object().name()).isEmpty()
          : life.plane().placeOf(gone.object().kind(), gone.object().name()).isEmpty();
    }
    if (trigger instanceof Script.Trigger.Available available) {
      return life.plane().isRolledOut(available.deployment().name());
    }
    return life.nextInstant().isEmpty() && queue.isEmpty();
  }

  private void watch() {
    if (!isNetworkChanged && !areNamesChanged && changedNodes.isEmpty()) {
      return;
    }
    if (isNetworkChanged) {
      find();
    }
    network.advanceTo(now);
    FlowWatch.Touched touched =
        new FlowWatch.Touched(life.takeTouched(), ImmutableSortedSet.copyOf(changedNodes));
    for (FlowWatch flow : flows) {
      if (isSurroundingChanged || areNamesChanged) {
        flow.remember(touched.pods(), network.state());
        flow.look(now, network.state(), deafPods);
      } else {
        flow.touch(touched, now, network.state(), deafPods);
      }
    }
    isNetworkChanged = false;
    isSurroundingChanged = false;
    areNamesChanged = false;
    changedNodes.clear();
  }

  private void find() {
    ClusterState before = network.state();
    ClusterState found = life.found();
    List<String> failed = life.failedNodes();
    deafPods = life.deafPods();
    isSurroundingChanged |=
        !found.hasNodesOf(before) || !found.selectsAs(before) || !failed.equals(failedNodes);
    failedNodes = failed;
    network.find(found, deafPods, failed);
  }

  /** Somebody changes objects now. */
  void change(UnaryOperator<ControlPlane> change) {
    ControlPlane before = life.plane();
    life.change(change);
    templates.remember(before, life.plane());
  }

  void restart(Reference workload) {
    change(plane -> plane.patch(workload.kind(), workload.name(), Templates.restarted(now)));
  }

  void undo(Reference workload) {
    change(
        plane -> plane.patch(workload.kind(), workload.name(), templates.undoing(plane, workload)));
  }

  /** As kubectl does: what a budget does not let go now is tried again. */
  void drain(String node) {
    change(plane -> plane.cordon(node(node)));
    life.plane().podsOn(node(node)).stream()
        .filter(Simulation::isEvicted)
        .forEach(pod -> evict(pod.name(), pod.age()));
  }

  private static boolean isEvicted(PodObject pod) {
    return pod.metadata().owner().filter(owner -> owner.kind().equals("DaemonSet")).isEmpty()
        && !pod.isTerminating();
  }

  private void evict(ObjectName name, long age) {
    if (life.plane()
        .pod(name)
        .filter(pod -> pod.age() == age)
        .filter(Simulation::isEvicted)
        .isEmpty()) {
      return;
    }
    Eviction answer = life.plane().eviction(name);
    if (answer.isAllowed()) {
      change(plane -> plane.delete("Pod", name));
      return;
    }
    tell(
        "api",
        "eviction refused",
        "pod/" + name,
        answer.cause().isEmpty() ? answer.message() : answer.cause());
    if (now.compareTo(EVICTION_PATIENCE) < 0) {
      queue.add(now.plus(EVICTION_RETRY), Task.evicting(name, age));
    }
  }

  private void evictAgain(Doomed pod) {
    evict(pod.name(), pod.age());
    noticed();
  }

  void fail(String node) {
    life.fail(node(node));
  }

  void recover(String node) {
    life.recover(node(node));
    wake(node, proxies.get(node));
  }

  void pauseProxy(String node) {
    proxies.get(node(node)).pause();
  }

  void resumeProxy(String node) {
    proxies.get(node(node)).resume();
    wake(node, proxies.get(node));
  }

  void restartProxy(String node) {
    ProxyClock proxy = proxies.get(node(node));
    queue.remove(new Task(Task.Kind.END, node));
    queue.remove(new Task(Task.Kind.HEAR, node));
    proxy.restart(now, idleRunner());
    wake(node, proxy);
  }

  private SyncRunner idleRunner() {
    return SyncRunner.of(config.kubeProxy().version(), minSyncPeriod());
  }

  /** Only ipvs mode has none by default (SetDefaults_KubeProxyConfiguration, 1.31 to 1.36). */
  private Duration minSyncPeriod() {
    DelayInterval period = delays.get(DelayRow.PROXY_MIN_SYNC_PERIOD);
    boolean isDefault = period.equals(Delays.typical().get(DelayRow.PROXY_MIN_SYNC_PERIOD));
    return config.kubeProxy().mode() == Mode.IPVS && isDefault ? Duration.ZERO : period.min();
  }

  /** Of the pods that a workload has made, the one of a number, from 1. */
  ObjectName pod(Reference owner, int ordinal) {
    List<ObjectName> made =
        life.made().stream()
            .filter(pod -> life.plane().isMadeBy(pod, owner.kind(), owner.name()))
            .map(PodObject::name)
            .toList();
    if (ordinal < 1 || ordinal > made.size()) {
      throw new IllegalArgumentException(
          "%s %s has no pod %d; it has made %d"
              .formatted(owner.kind(), owner.name(), ordinal, made.size()));
    }
    return made.get(ordinal - 1);
  }

  String node(String name) {
    return new Inventory(life.plane().state()).node(name);
  }

  /** The first pod of a pattern. */
  ObjectName pod(String pattern) {
    return new Inventory(life.plane().state()).pods(pattern).get(0);
  }
}
