package io.kubenet.controlplane.time;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.LivePlane;
import io.kubenet.controlplane.Progressed;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.Toleration;
import io.kubenet.lifecycle.LifeEvent;
import io.kubenet.lifecycle.Startup;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.time.queue.EventQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A cluster's control plane and kubelets over time: each change of an object gives kubelets
 * something to do, at instants of their own, and what they do changes objects again.
 *
 * <p>Controllers and the scheduler work as their delays say; without any, at the instant of a
 * change, until nothing is left to do.
 */
public final class ClusterLife {

  /** What admission adds to a pod that says nothing (DefaultTolerationSeconds, v1.36). */
  private static final Duration DEFAULT_TOLERATION = Duration.ofMinutes(5);

  private static final Node.Taint UNREACHABLE =
      new Node.Taint("node.kubernetes.io/unreachable", "", Node.Effect.NO_EXECUTE);

  private final PodLives lives;
  private final Supplier<Duration> nodeMonitor;
  private final EventQueue<Act> queue = new EventQueue<>();
  private final Map<Long, Body> bodies = new TreeMap<>();
  private final Set<String> failedNodes = new LinkedHashSet<>();
  private final List<Happening> happenings = new ArrayList<>();
  private final Set<ObjectName> touched = new LinkedHashSet<>();
  private final List<PodObject> made = new ArrayList<>();
  private final LivePlane live;
  private Duration now = Duration.ZERO;

  /**
   * A cluster that is at rest at the instant 0.
   *
   * @param pace how its pods start and end, and how long everybody takes
   */
  public ClusterLife(ControlPlane atRest, LifePace pace) {
    this.live = new LivePlane(atRest, pace.timing());
    this.lives = pace.lives();
    this.nodeMonitor = pace.nodeMonitor();
    atRest.pods().stream().sorted(Comparator.comparing(PodObject::age)).forEach(made::add);
    atRest.pods().stream()
        .filter(pod -> pod.status().phase() == Pod.Phase.RUNNING)
        .forEach(
            pod -> bodies.put(pod.age(), Body.running(pod, lives.lifeOf(pod), sinceEver(pod))));
  }

  private PodStart sinceEver(PodObject pod) {
    return PodStart.ofLasting(
        Duration.ZERO,
        Startup.of(lives.lifeOf(pod), Duration.ZERO, Duration.ZERO),
        Optional.of(Duration.ZERO));
  }

  /** The control plane as it is now. */
  public ControlPlane plane() {
    return live.plane();
  }

  /** What has happened since this was asked last, in order. */
  public List<Happening> takeHappenings() {
    List<Happening> taken = ImmutableList.copyOf(happenings);
    happenings.clear();
    return taken;
  }

  /** The pods that something has happened to since this was asked last. */
  public Set<ObjectName> takeTouched() {
    Set<ObjectName> taken = ImmutableSortedSet.copyOf(touched);
    touched.clear();
    return taken;
  }

  /** All pods that there are or were, in the order in which they were made. */
  public List<PodObject> made() {
    return ImmutableList.copyOf(made);
  }

  /** When the next thing happens; empty if nothing will. */
  public Optional<Duration> nextInstant() {
    return Stream.of(queue.nextInstant(), live.nextInstant())
        .flatMap(Optional::stream)
        .min(Duration::compareTo);
  }

  /** The nodes that are without power now. */
  public List<String> failedNodes() {
    return ImmutableList.copyOf(failedNodes);
  }

  /**
   * Lets time pass to an instant before the next thing happens, or to that of it, and does nothing.
   *
   * @throws IllegalArgumentException if it is in the past
   */
  public void advanceTo(Duration instant) {
    if (instant.compareTo(now) < 0) {
      throw new IllegalArgumentException("time can't go back from " + now + " to " + instant);
    }
    now = instant;
    live.reach(instant);
  }

  private void pass(Duration instant) {
    now = instant;
    ControlPlane before = plane();
    live.runUntil(instant);
    look(before);
  }

  /** Does the next thing, at its instant; what kubelets do comes before what others do then. */
  public void runNext() {
    Optional<Duration> kubelets = queue.nextInstant();
    Optional<Duration> others = live.nextInstant();
    if (others.isPresent() && kubelets.filter(at -> at.compareTo(others.get()) <= 0).isEmpty()) {
      pass(others.get());
      return;
    }
    queue
        .poll()
        .ifPresent(
            event -> {
              now = event.at();
              live.reach(now);
              run(event.what());
            });
  }

  /** Somebody changes the cluster now. */
  public void change(UnaryOperator<ControlPlane> step) {
    ControlPlane before = plane();
    live.change(step);
    look(before);
  }

  private void look(ControlPlane before) {
    ControlPlane plane = plane();
    progressChanged(before, plane);
    changedPods(before.state()).forEach(name -> look(before.pod(name), plane.pod(name)));
  }

  /** What the controllers of Deployments and Jobs find out. */
  private void progressChanged(ControlPlane before, ControlPlane after) {
    for (Progressed one : after.progressedSince(before)) {
      happenings.add(
          new Happening(
              now, one.component(), one.what(), one.object(), one.because(), Optional.empty()));
    }
  }

  private Collection<ObjectName> changedPods(ClusterState before) {
    return plane()
        .state()
        .podsChangedSince(before)
        .<Collection<ObjectName>>map(ImmutableSortedSet::copyOf)
        .orElseGet(() -> allPods(before));
  }

  private Collection<ObjectName> allPods(ClusterState before) {
    ImmutableSortedSet.Builder<ObjectName> names = ImmutableSortedSet.naturalOrder();
    before.pods().forEach(pod -> names.add(pod.name()));
    plane().state().pods().forEach(pod -> names.add(pod.name()));
    return names.build();
  }

  private void look(Optional<PodObject> before, Optional<PodObject> after) {
    Stream.concat(before.stream(), after.stream()).map(PodObject::name).forEach(touched::add);
    boolean isSame = before.isPresent() && after.isPresent() && age(before) == age(after);
    if (!isSame) {
      before.ifPresent(this::gone);
      after.ifPresent(this::created);
    }
    after.ifPresent(
        pod -> {
          Optional.ofNullable(bodies.get(pod.age())).ifPresent(body -> body.see(pod));
          changed(isSame ? before : Optional.empty(), pod);
        });
  }

  private static long age(Optional<PodObject> pod) {
    return pod.orElseThrow().age();
  }

  private void created(PodObject pod) {
    made.add(pod);
    String owner =
        pod.metadata().owner().map(o -> o.kind() + " " + o.name()).orElse("somebody created it");
    tell("api", "pod created", pod, owner);
  }

  private void changed(Optional<PodObject> before, PodObject pod) {
    if (pod.nodeName().isPresent() && before.flatMap(PodObject::nodeName).isEmpty()) {
      tell("scheduler", "pod bound", pod, "to " + pod.nodeName().get());
      bound(pod);
    }
    if (pod.isTerminating() && before.filter(PodObject::isTerminating).isEmpty()) {
      tell("api", "pod deleted", pod, "it has a deletion timestamp");
      end(pod);
    }
    if (pod.isFinished() && before.filter(PodObject::isFinished).isEmpty()) {
      tell(kubelet(pod), "pod " + pod.status().phase().name().toLowerCase(Locale.ROOT), pod, "");
      Optional.ofNullable(bodies.get(pod.age())).ifPresent(Body::loseAddress);
    }
    boolean wasReady = before.filter(b -> b.status().isReady()).isPresent();
    if (wasReady != pod.status().isReady()) {
      tell(kubelet(pod), wasReady ? "pod not ready" : "pod ready", pod, "");
    }
  }

  private void gone(PodObject pod) {
    tell(kubelet(pod), "pod gone", pod, "");
    for (Act.Kind kind : Act.Kind.values()) {
      if (kind != Act.Kind.CONTAINER_EVENT && kind != Act.Kind.ADDRESS_GONE) {
        queue.remove(Act.of(pod.age(), kind));
      }
    }
    Body body = bodies.get(pod.age());
    if (body == null || body.isAddressGone()) {
      bodies.remove(pod.age());
    } else if (!pod.isTerminating()) {
      end(pod);
      queue.remove(Act.of(pod.age(), Act.Kind.GONE));
    }
  }

  private void bound(PodObject pod) {
    if (pod.status().phase() != Pod.Phase.PENDING
        || pod.nodeName().filter(failedNodes::contains).isPresent()) {
      return;
    }
    PodStart start = lives.start(pod, now);
    bodies.put(pod.age(), new Body(pod, lives.lifeOf(pod), start));
    queue.add(start.running(), Act.of(pod.age(), Act.Kind.RUNNING));
    start.ready().ifPresent(at -> queue.add(at, Act.of(pod.age(), Act.Kind.READY)));
    start.finish().ifPresent(end -> queue.add(end.at(), Act.of(pod.age(), Act.Kind.FINISHED)));
    start.startup().events().forEach(event -> add(pod, event));
  }

  private void add(PodObject pod, LifeEvent event) {
    queue.add(
        event.at().compareTo(now) < 0 ? now : event.at(),
        new Act(pod.age(), Act.Kind.CONTAINER_EVENT, event.container(), Optional.of(event.kind())));
  }

  private void end(PodObject pod) {
    if (pod.nodeName().filter(failedNodes::contains).isPresent()) {
      return;
    }
    Body body =
        bodies.computeIfAbsent(pod.age(), age -> new Body(pod, lives.lifeOf(pod), sinceEver(pod)));
    PodEnd end = lives.end(pod, now, body.start());
    if (body.isRunning()) {
      end.events().forEach(event -> add(pod, event));
      end.unready().ifPresent(at -> queue.add(at, Act.of(pod.age(), Act.Kind.UNREADY)));
    } else {
      forget(pod.age());
    }
    queue.add(end.addressGone(), Act.of(pod.age(), Act.Kind.ADDRESS_GONE));
    queue.add(end.gone(), Act.of(pod.age(), Act.Kind.GONE));
  }

  /** A pod that is deleted before it runs never runs. */
  private void forget(long pod) {
    queue.removeIf(act -> act.pod() == pod);
  }

  private void run(Act act) {
    switch (act.kind()) {
      case NODE_LOST -> nodeLost(act.name());
      case CONTAINER_EVENT -> containerEvent(bodies.get(act.pod()), act);
      case ADDRESS_GONE -> addressGone(act.pod());
      default -> podOf(act.pod()).ifPresent(pod -> run(act, pod));
    }
  }

  private Optional<PodObject> podOf(long age) {
    return Optional.ofNullable(bodies.get(age))
        .flatMap(body -> plane().pod(body.pod().name()))
        .filter(pod -> pod.age() == age);
  }

  private void run(Act act, PodObject pod) {
    switch (act.kind()) {
      case RUNNING -> {
        bodies.get(act.pod()).run();
        change(before -> before.run(pod.name()));
        tell(kubelet(pod), "pod running", plane().pod(pod.name()).orElse(pod), "");
      }
      case READY -> change(before -> before.markReady(pod.name()));
      case UNREADY -> change(before -> before.markUnready(pod.name()));
      case FINISHED -> finish(pod);
      case GONE -> change(before -> before.remove(pod.name()));
      case EVICTED -> change(before -> before.delete("Pod", pod.name()));
      default -> throw new IllegalStateException(act.toString());
    }
  }

  private void finish(PodObject pod) {
    Pod.Phase phase =
        bodies.get(pod.age()).start().finish().map(PodStart.Finish::phase).orElseThrow();
    change(
        before ->
            phase == Pod.Phase.SUCCEEDED ? before.succeed(pod.name()) : before.fail(pod.name()));
  }

  private void containerEvent(Body body, Act act) {
    if (body == null) {
      return;
    }
    LifeEvent.Kind kind = act.event().orElseThrow();
    switch (kind) {
      case LISTENING -> body.listen(act.name());
      case LISTENER_CLOSED, STARTUP_FAILED, ENDED -> body.close(act.name());
      default -> {}
    }
    tell(kubelet(body.pod()), "container " + act.name() + " " + kind, body.pod(), "");
  }

  private void addressGone(long age) {
    Body body = bodies.get(age);
    body.loseAddress();
    tell(kubelet(body.pod()), "address gone", body.pod(), "its containers have ended");
    if (podOf(age).isEmpty()) {
      bodies.remove(age);
    }
  }

  private void tell(String component, String what, PodObject pod, String because) {
    touched.add(pod.name());
    happenings.add(
        new Happening(now, component, what, "pod/" + pod.name(), because, Optional.of(pod.name())));
  }

  private static String kubelet(PodObject pod) {
    return "kubelet/" + pod.nodeName().orElse("");
  }

  /** A node loses its power now: nothing on it does anything any more. */
  public void fail(String node) {
    failedNodes.add(node);
    plane().podsOn(node).forEach(pod -> forget(pod.age()));
    queue.add(now.plus(nodeMonitor.get()), Act.ofNode(node));
  }

  /** A node has its power back: its kubelet goes on from what the API server says. */
  public void recover(String node) {
    failedNodes.remove(node);
    queue.remove(Act.ofNode(node));
    change(before -> before.findNode(node));
    for (PodObject pod : plane().podsOn(node)) {
      queue.remove(Act.of(pod.age(), Act.Kind.EVICTED));
      resume(pod);
    }
  }

  private void resume(PodObject pod) {
    if (pod.isTerminating()) {
      end(pod);
    } else if (pod.status().phase() == Pod.Phase.PENDING) {
      bound(pod);
    } else if (!pod.status().isReady() && !pod.isFinished()) {
      change(before -> before.markReady(pod.name()));
    }
  }

  private void nodeLost(String node) {
    happenings.add(
        new Happening(
            now,
            "node-lifecycle-controller",
            "node lost",
            "node/" + node,
            "its kubelet is silent",
            Optional.empty()));
    change(before -> before.loseNode(node));
    for (PodObject pod : plane().podsOn(node)) {
      toleration(pod)
          .ifPresent(limit -> queue.add(now.plus(limit), Act.of(pod.age(), Act.Kind.EVICTED)));
    }
  }

  /** How long a pod stays on a node that is unreachable; empty for ever. */
  private static Optional<Duration> toleration(PodObject pod) {
    List<Toleration> tolerating =
        pod.spec().placement().tolerations().stream()
            .filter(toleration -> toleration.tolerates(UNREACHABLE))
            .toList();
    if (tolerating.isEmpty()) {
      return Optional.of(DEFAULT_TOLERATION);
    }
    return tolerating.stream()
        .flatMap(toleration -> toleration.limit().stream())
        .min(Duration::compareTo);
  }

  /** The cluster as packets find it: pods whose addresses are there, with what listens in them. */
  public ClusterState found() {
    ClusterState found = plane().state();
    for (Body body : bodies.values()) {
      found = found(body, found);
    }
    return found;
  }

  private ClusterState found(Body body, ClusterState state) {
    Optional<Pod> known = podOf(body.pod().age()).map(PodObject::toPod);
    if (body.isAddressGone()) {
      return known.map(pod -> state.with(pod.withIps(ImmutableList.of()))).orElse(state);
    }
    Pod pod = known.orElseGet(() -> body.pod().toPod());
    Pod asFound = body.found(pod);
    return known.isPresent() && asFound.equals(pod) ? state : state.with(asFound);
  }

  /** The pods that run and in which nothing listens. */
  public List<ObjectName> deafPods() {
    return bodies.values().stream()
        .filter(body -> body.isRunning() && !body.isAddressGone() && body.isDeaf())
        .map(body -> body.pod().name())
        .collect(ImmutableList.toImmutableList());
  }
}
