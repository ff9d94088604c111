package io.kubenet.controlplane;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.time.ClusterLife;
import io.kubenet.controlplane.workload.DaemonSet;
import io.kubenet.controlplane.workload.Deployment;
import io.kubenet.controlplane.workload.Job;
import io.kubenet.controlplane.workload.JobStatus;
import io.kubenet.controlplane.workload.ReplicaSet;
import io.kubenet.controlplane.workload.StatefulSet;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.controlplane.workload.WorkloadKey;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What happens in a run, told as recordings tell it. */
final class TimelineWatch {

  /** The state of a section's object at the end of a second; pods by their numbers. */
  private record State(String text, Map<Long, String> endpoints) {}

  private final Map<Long, PodTrack> tracks = new TreeMap<>();
  private final Map<String, String> letters = new LinkedHashMap<>();
  private final Map<String, String> images = new LinkedHashMap<>();
  private final Map<String, String> current = new LinkedHashMap<>();
  private final Map<Integer, Map<String, State>> states = new TreeMap<>();
  private final Map<String, State> shown = new LinkedHashMap<>();
  private final Map<Integer, Map<Long, String>> answers = new TreeMap<>();
  private final Map<Integer, Boolean> left = new TreeMap<>();
  private final Set<Integer> stepped = new LinkedHashSet<>();
  private int second = -1;

  TimelineWatch(ControlPlane start) {
    start
        .objects()
        .forEach(
            object ->
                current.put(
                    object.kind() + " " + object.name(),
                    object
                        .located()
                        .get("spec")
                        .get("template")
                        .get("spec")
                        .get("containers")
                        .node()
                        .path(0)
                        .path("image")
                        .asText()));
    start.pods().stream()
        .sorted(Comparator.comparing(PodObject::age))
        .forEach(pod -> track(pod, start).happened(-1, "ready"));
    tell(start);
  }

  int second() {
    return second;
  }

  void begin(int now) {
    second = now;
  }

  void stepped() {
    stepped.add(second);
  }

  void answered(PodObject pod, Eviction answer) {
    answers
        .computeIfAbsent(second, at -> new LinkedHashMap<>())
        .put(pod.age(), (answer.code() + " " + answer.message() + " " + answer.cause()));
  }

  void end(ClusterLife life) {
    tell(life.plane());
  }

  void imageSet(String kind, ObjectName name, String image) {
    current.put(kind + " " + name.name(), image);
  }

  String imageOf(PodObject pod) {
    return images.computeIfAbsent(template(pod), template -> current.getOrDefault(maker(pod), ""));
  }

  /** The workload whose template a pod was made from. */
  private static String maker(PodObject pod) {
    String owner = pod.metadata().owner().map(o -> o.kind() + " " + o.name()).orElse("");
    String hash = pod.labels().get("pod-template-hash");
    return hash == null
        ? owner
        : owner.replace("ReplicaSet ", "Deployment ").replace("-" + hash, "");
  }

  /** What pods of one template have in common. */
  private static String template(PodObject pod) {
    String owner = pod.metadata().owner().map(o -> o.kind() + " " + o.name()).orElse("");
    return owner + " " + pod.labels().getOrDefault("controller-revision-hash", "");
  }

  private PodTrack track(PodObject pod, ControlPlane plane) {
    WorkloadKey owner =
        pod.metadata()
            .owner()
            .map(o -> WorkloadKey.of(pod.name().namespace(), o))
            .orElse(new WorkloadKey("Pod", pod.name()));
    Optional<WorkloadKey> deployment =
        plane
            .store()
            .workloads()
            .get(owner)
            .filter(ReplicaSet.class::isInstance)
            .flatMap(set -> ((ReplicaSet) set).deployment());
    String maker = deployment.orElse(owner).name().name();
    boolean isRevised =
        deployment.isPresent()
            || owner.kind().equals("DaemonSet")
            || owner.kind().equals("StatefulSet");
    String letter = isRevised ? letter(maker, template(pod)) : "";
    imageOf(pod);
    boolean isSet = owner.kind().equals("StatefulSet");
    String family =
        isSet || owner.kind().equals("Pod")
            ? pod.name().name()
            : isRevised ? maker + "-" + letter : maker;
    PodTrack track =
        new PodTrack(pod, family, isSet ? letter : "", second, !owner.kind().equals("Pod"));
    tracks.put(pod.age(), track);
    return track;
  }

  private String letter(String maker, String template) {
    String key = maker + "/" + template;
    long before = letters.keySet().stream().filter(k -> k.startsWith(maker + "/")).count();
    return letters.computeIfAbsent(key, k -> String.valueOf((char) ('A' + before)));
  }

  void look(ControlPlane before, ControlPlane after) {
    Map<Long, PodObject> old = byAge(before);
    Map<Long, PodObject> now = byAge(after);
    now.forEach((age, pod) -> look(Optional.ofNullable(old.get(age)), pod, after));
    old.keySet().stream()
        .filter(age -> !now.containsKey(age))
        .forEach(
            age -> {
              if (!old.get(age).isTerminating() && old.get(age).nodeName().isPresent()) {
                tracks.get(age).happened(second, "terminating");
                tracks.get(age).happened(second, "gone");
              } else {
                tracks.get(age).gone(second);
              }
              left.put(second, true);
            });
  }

  private static Map<Long, PodObject> byAge(ControlPlane plane) {
    Map<Long, PodObject> pods = new TreeMap<>();
    plane.pods().forEach(pod -> pods.put(pod.age(), pod));
    return pods;
  }

  private void look(Optional<PodObject> before, PodObject pod, ControlPlane plane) {
    if (before.isEmpty()) {
      PodTrack track = track(pod, plane);
      track.happened(second, track.owner.isEmpty() ? "created" : "created " + track.owner);
    }
    PodTrack track = tracks.get(pod.age());
    if (before.flatMap(PodObject::nodeName).isEmpty() && pod.nodeName().isPresent()) {
      track.node = pod.nodeName();
      track.happened(second, "bound");
    }
    if (pod.isFinished()
        && before.filter(b -> !b.isFinished() && b.status().isReady()).isPresent()) {
      track.happened(second, "unready");
    }
    phase(before.map(b -> b.status().phase()).orElse(Pod.Phase.PENDING), pod, track);
    boolean wasReady = before.filter(b -> b.status().isReady()).isPresent();
    if (!pod.isFinished() && wasReady != pod.status().isReady()) {
      track.happened(second, wasReady ? "unready" : "ready");
    }
    if (pod.isTerminating() && before.filter(PodObject::isTerminating).isEmpty()) {
      track.happened(second, "terminating");
    }
  }

  private void phase(Pod.Phase before, PodObject pod, PodTrack track) {
    if (before == pod.status().phase()) {
      return;
    }
    switch (pod.status().phase()) {
      case RUNNING -> track.happened(second, "running");
      case SUCCEEDED -> track.happened(second, "succeeded");
      case FAILED -> track.happened(second, "failed");
      default -> {}
    }
  }

  private void tell(ControlPlane plane) {
    Map<String, State> now = new LinkedHashMap<>();
    plane
        .store()
        .workloads()
        .all()
        .forEach(
            workload -> {
              if (workload instanceof Deployment deployment) {
                now.put(
                    "deployments " + workload.key().name().name(), deployment(deployment, plane));
              } else if (workload instanceof ReplicaSet set) {
                now.put("replicaSets " + setName(set), replicaSet(set, plane));
              } else if (workload instanceof StatefulSet set) {
                now.put("statefulSets " + workload.key().name().name(), statefulSet(set, plane));
              } else if (workload instanceof DaemonSet set) {
                now.put("daemonSets " + workload.key().name().name(), daemonSet(set, plane));
              } else if (workload instanceof Job job) {
                now.put("jobs " + workload.key().name().name(), job(job, plane));
              }
            });
    plane
        .budgets()
        .forEach((name, status) -> now.put("podDisruptionBudgets " + name.name(), budget(status)));
    plane.state().nodes().forEach(node -> now.put("nodes " + node.name(), node(node)));
    plane
        .state()
        .services()
        .forEach(service -> now.put("services " + service.name().name(), service(service, plane)));
    if (second < 0) {
      shown.putAll(now);
      now.keySet().removeIf(key -> key.startsWith("nodes "));
      states.put(second, now);
      return;
    }
    Map<String, State> changed = new LinkedHashMap<>();
    now.forEach(
        (key, state) -> {
          if (!state.equals(shown.get(key))) {
            changed.put(key, state);
          }
        });
    shown.putAll(changed);
    states.put(second, changed);
  }

  private String setName(ReplicaSet set) {
    String name = set.key().name().name();
    return set.deployment()
        .map(WorkloadKey::name)
        .map(ObjectName::name)
        .map(maker -> maker + "-" + letter(maker, "ReplicaSet " + name + " "))
        .orElse(name);
  }

  private static List<PodObject> owned(WorkloadKey key, ControlPlane plane) {
    return plane.store().pods().ownedBy(key);
  }

  private static long active(List<PodObject> pods) {
    return pods.stream().filter(PodObject::isActive).count();
  }

  private static long ready(List<PodObject> pods) {
    return pods.stream().filter(PodObject::isActive).filter(p -> p.status().isReady()).count();
  }

  private long available(List<PodObject> pods, Workload workload) {
    Duration now = Duration.ofSeconds(Math.max(0, second));
    return pods.stream().filter(pod -> pod.isAvailable(workload.minReady(), now)).count();
  }

  private static long terminating(List<PodObject> pods) {
    return pods.stream().filter(PodObject::isTerminating).count();
  }

  private static State fields(Map<String, Object> fields) {
    return new State(new TreeMap<>(fields).toString(), Map.of());
  }

  private State replicaSet(ReplicaSet set, ControlPlane plane) {
    List<PodObject> pods = owned(set.key(), plane);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("desired", set.replicas());
    fields.put("replicas", active(pods));
    fields.put("ready", ready(pods));
    fields.put("available", available(pods, set));
    if (terminating(pods) > 0) {
      fields.put("terminating", terminating(pods));
    }
    return fields(fields);
  }

  private State deployment(Deployment deployment, ControlPlane plane) {
    List<ReplicaSet> sets = plane.store().workloads().replicaSetsOf(deployment.key());
    List<PodObject> pods = sets.stream().flatMap(set -> owned(set.key(), plane).stream()).toList();
    long updated =
        sets.stream()
            .filter(set -> set.template().hash().equals(deployment.template().hash()))
            .mapToLong(set -> active(owned(set.key(), plane)))
            .sum();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("desired", deployment.replicas());
    fields.put("replicas", active(pods));
    fields.put("updated", updated);
    fields.put("ready", ready(pods));
    fields.put("available", available(pods, deployment));
    fields.put("unavailable", Math.max(0, active(pods) - available(pods, deployment)));
    if (terminating(pods) > 0) {
      fields.put("terminating", terminating(pods));
    }
    boolean isAvailable =
        available(pods, deployment) >= deployment.replicas() - deployment.unavailable();
    fields.put("Available", isAvailable ? "True" : "False");
    fields.put(
        "Progressing",
        switch (plane.memory().deployment(deployment.key()).progress()) {
          case NONE -> "";
          case UNDER_WAY -> "True";
          case COMPLETE -> "True NewReplicaSetAvailable";
          case TIMED_OUT -> "False ProgressDeadlineExceeded";
          case PAUSED -> "Unknown DeploymentPaused";
          case RESUMED -> "Unknown DeploymentResumed";
        });
    return fields(fields);
  }

  private static State statefulSet(StatefulSet set, ControlPlane plane) {
    List<PodObject> pods = owned(set.key(), plane);
    var revisions = plane.memory().revisions(set);
    String prefix = set.key().name().name() + "-";
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("desired", set.replicas());
    fields.put("replicas", pods.size());
    fields.put("current", ofRevision(pods, prefix + revisions.current().hash()));
    fields.put("updated", ofRevision(pods, prefix + revisions.update().hash()));
    fields.put("ready", pods.stream().filter(p -> p.status().isReady()).count());
    fields.put("available", pods.stream().filter(p -> p.status().isReady()).count());
    fields.put(
        "revisions",
        revisions.current().hash().equals(revisions.update().hash()) ? "same" : "differ");
    return fields(fields);
  }

  private static long ofRevision(List<PodObject> pods, String revision) {
    return pods.stream()
        .filter(pod -> !pod.isTerminating())
        .filter(pod -> revision.equals(pod.labels().get("controller-revision-hash")))
        .count();
  }

  private State daemonSet(DaemonSet set, ControlPlane plane) {
    // Of each node the oldest Pod counts, though it terminates (updateDaemonSetStatus).
    Map<String, PodObject> oldest = new TreeMap<>();
    owned(set.key(), plane).stream()
        .filter(pod -> pod.nodeName().isPresent())
        .sorted(Comparator.comparing(PodObject::age))
        .forEach(pod -> oldest.putIfAbsent(pod.nodeName().get(), pod));
    Duration now = Duration.ofSeconds(Math.max(0, second));
    String update = plane.memory().revisions(set).update().hash();
    long nodes =
        plane.state().nodes().stream()
            .filter(node -> set.template().spec().placement().nodes().matches(node))
            .count();
    long available =
        oldest.values().stream()
            .filter(pod -> pod.status().isReady())
            .filter(pod -> !(pod.status().since().plus(set.minReady()).compareTo(now) > 0))
            .count();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("desired", nodes);
    fields.put("current", oldest.size());
    fields.put(
        "updated",
        oldest.values().stream()
            .filter(pod -> update.equals(pod.labels().get("controller-revision-hash")))
            .count());
    fields.put("ready", oldest.values().stream().filter(pod -> pod.status().isReady()).count());
    fields.put("available", available);
    fields.put("unavailable", nodes - available);
    fields.put("misscheduled", 0);
    return fields(fields);
  }

  private static State job(Job job, ControlPlane plane) {
    JobStatus status = plane.memory().job(job.key());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("active", status.pods().active());
    fields.put("succeeded", status.pods().succeeded());
    fields.put("failed", status.pods().failed());
    fields.put("terminating", status.pods().terminating());
    fields.put("conditions", String.join(", ", status.conditions()));
    return fields(fields);
  }

  private static State budget(BudgetStatus status) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("currentHealthy", status.healthy());
    fields.put("desiredHealthy", status.desired());
    fields.put("allowed", status.allowed());
    fields.put("expected", status.expected());
    return fields(fields);
  }

  private static State node(Node node) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ready", node.isReady() ? "True" : "Unknown");
    if (node.isUnschedulable()) {
      fields.put("unschedulable", true);
    }
    if (!node.taints().isEmpty()) {
      fields.put(
          "taints",
          node.taints().stream()
              .map(
                  t ->
                      t.key()
                          + ":"
                          + (t.effect() == Node.Effect.NO_EXECUTE ? "NoExecute" : "NoSchedule"))
              .sorted()
              .collect(Collectors.joining(", ")));
    }
    return fields(fields);
  }

  private static State service(Service service, ControlPlane plane) {
    List<EndpointSlice> slices = ImmutableList.copyOf(plane.state().slicesOf(service.name()));
    Map<Long, String> endpoints = new TreeMap<>();
    slices.stream()
        .flatMap(slice -> slice.endpoints().stream())
        .forEach(
            endpoint ->
                endpoint
                    .pod()
                    .flatMap(plane::pod)
                    .ifPresent(pod -> endpoints.put(pod.age(), conditions(endpoint))));
    String sizes =
        endpoints.size() > RecordedTimeline.MOST_NAMED
            ? slices.stream()
                .map(slice -> slice.endpoints().size())
                .sorted(Comparator.reverseOrder())
                .map(String::valueOf)
                .collect(Collectors.joining(",", "[", "]"))
            : String.valueOf(slices.size());
    return new State(sizes, endpoints);
  }

  private static String conditions(EndpointSlice.Endpoint endpoint) {
    List<String> words = new ArrayList<>();
    if (endpoint.isReady()) {
      words.add("ready");
    }
    if (endpoint.isServing()) {
      words.add("serving");
    }
    if (endpoint.isTerminating()) {
      words.add("terminating");
    }
    if (words.isEmpty()) {
      words.add("not-ready");
    }
    endpoint.hostname().ifPresent(name -> words.add("hostname=" + name));
    if (!endpoint.hintedZones().isEmpty()) {
      words.add("zones=" + String.join(",", endpoint.hintedZones()));
    }
    if (!endpoint.hintedNodes().isEmpty()) {
      words.add("nodes=" + String.join(",", endpoint.hintedNodes()));
    }
    return String.join(" ", words);
  }

  /** The run as recordings are told, if some nodes are exchanged. */
  Map<Integer, List<String>> lines(RecordedTimeline recorded, Map<String, String> exchanged) {
    boolean byHistory = recorded.isNamedByHistory();
    name(exchanged, byHistory);
    Map<Integer, List<String>> lines = new TreeMap<>();
    for (int at : states.keySet()) {
      List<String> told = new ArrayList<>(new TreeSet<>(linesOf(at, exchanged, byHistory)));
      if (!told.isEmpty()) {
        lines.put(at, told);
      }
    }
    return lines;
  }

  private void name(Map<String, String> exchanged, boolean byHistory) {
    Comparator<PodTrack> order = Comparator.comparing(track -> track.created);
    if (!byHistory) {
      order = order.thenComparing(track -> track.nodeAs(exchanged));
    }
    Map<String, Integer> numbers = new TreeMap<>();
    tracks.values().stream()
        .sorted(order.thenComparing(PodTrack::compareHistory).thenComparing(track -> track.age))
        .forEach(
            track -> {
              int number = numbers.merge(track.family, 1, Integer::sum);
              track.name = track.isNumbered ? track.family + "#" + number : track.family;
            });
  }

  private List<String> linesOf(int at, Map<String, String> exchanged, boolean byHistory) {
    List<String> lines = new ArrayList<>();
    Map<String, String> pods = new TreeMap<>();
    for (PodTrack track : tracks.values()) {
      List<String> events = track.in(at, exchanged, !byHistory);
      if (!events.isEmpty()) {
        String node = at < 0 && !byHistory ? track.nodeAs(exchanged) + " " : "";
        String letter = at < 0 && !track.owner.isEmpty() ? " " + track.owner : "";
        pods.put(track.name, node + String.join(", ", events) + letter);
      }
    }
    if (pods.size() > RecordedTimeline.MOST_NAMED) {
      counts(at, byHistory)
          .forEach(
              (what, count) -> lines.add((at < 0 ? "pods " : "podCounts ") + what + ": " + count));
    } else {
      pods.forEach((name, events) -> lines.add("pods " + name + ": " + events));
    }
    answers
        .getOrDefault(at, Map.of())
        .forEach((age, text) -> lines.add("answer " + tracks.get(age).name + ": " + text));
    states
        .get(at)
        .forEach(
            (key, state) -> {
              if (key.startsWith("services ")) {
                service(key, state, lines);
              } else {
                lines.add(exchange(key, exchanged) + ": " + state.text());
              }
            });
    return lines;
  }

  private static String exchange(String key, Map<String, String> exchanged) {
    return key.startsWith("nodes ")
        ? "nodes " + exchanged.getOrDefault(key.substring(6), key.substring(6))
        : key;
  }

  private Map<String, Integer> counts(int at, boolean byHistory) {
    Map<String, Integer> counts = new TreeMap<>();
    for (PodTrack track : tracks.values()) {
      List<String> events = track.in(at, Map.of(), !byHistory);
      if (!events.isEmpty()) {
        counts.merge(track.family + " " + String.join(" ", events), 1, Integer::sum);
      }
    }
    return counts;
  }

  private void service(String key, State state, List<String> lines) {
    lines.add(key + " slices: " + state.text());
    if (state.endpoints().size() <= RecordedTimeline.MOST_NAMED) {
      state
          .endpoints()
          .forEach((pod, words) -> lines.add(key + " " + tracks.get(pod).name + ": " + words));
      return;
    }
    Map<String, Integer> counts = new TreeMap<>();
    state
        .endpoints()
        .forEach(
            (pod, words) -> counts.merge(tracks.get(pod).family + " " + words, 1, Integer::sum));
    counts.forEach((what, count) -> lines.add(key + " count " + what + ": " + count));
  }
}
