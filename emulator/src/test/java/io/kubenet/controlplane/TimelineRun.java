package io.kubenet.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.chance.choice.SeededChance;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.time.ClusterLife;
import io.kubenet.controlplane.time.DrawnTiming;
import io.kubenet.controlplane.time.LifePace;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpFamily;
import io.kubenet.time.DelayRow;
import io.kubenet.time.Delays;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Follows the script of a recorded timeline, second by second, and watches what happens. */
final class TimelineRun {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final RecordedTimeline recorded;
  private final ClusterLife life;
  private final TimelineWatch watch;

  TimelineRun(RecordedTimeline recorded) {
    this.recorded = recorded;
    ControlPlane start = start(recorded);
    this.watch = new TimelineWatch(start);
    this.life =
        new ClusterLife(
            start,
            new LifePace(
                new StandInKubelet(recorded.root().path("kubelet"), watch::imageOf),
                new DrawnTiming(
                    Delays.none().with(DelayRow.JOB_SYNC, Duration.ofSeconds(1)),
                    new SeededChance(0)),
                this::untilLost));
  }

  private static ControlPlane start(RecordedTimeline recorded) {
    ControlPlane plane =
        ControlPlane.load(
            manifest(recorded.root().path("nodes").findParents("name"), recorded),
            ControlPlaneConfig.of(IpFamily.IPV4));
    for (JsonNode object : recorded.root().path("given")) {
      plane = plane.apply(object(object));
    }
    return plane;
  }

  private static Manifest manifest(List<JsonNode> nodes, RecordedTimeline recorded) {
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (JsonNode node : nodes) {
      number++;
      ObjectNode object = NODES.objectNode().put("apiVersion", "v1").put("kind", "Node");
      ObjectNode metadata = object.putObject("metadata").put("name", node.path("name").asText());
      if (node.has("zone")) {
        metadata
            .putObject("labels")
            .put("topology.kubernetes.io/zone", node.path("zone").asText())
            .put("kubernetes.io/hostname", node.path("name").asText());
      } else {
        metadata.putObject("labels").put("kubernetes.io/hostname", node.path("name").asText());
      }
      object.putObject("spec").put("podCIDR", "10.244." + number + ".0/24");
      ObjectNode status = object.putObject("status");
      status
          .putArray("addresses")
          .addObject()
          .put("type", "InternalIP")
          .put("address", "192.168.0." + (10 + number));
      status.putObject("allocatable").put("cpu", "16").put("memory", "64Gi").put("pods", "110");
      status.putArray("conditions").addObject().put("type", "Ready").put("status", "True");
      text.append("---\n").append(object).append('\n');
    }
    return ManifestReader.read(new TextSource(recorded.name(), text.toString()));
  }

  private static Manifest object(JsonNode object) {
    return ManifestReader.read(new TextSource("object", object.toString()));
  }

  /** In which second the node is found dead is not determined: it is the recorded one. */
  private Duration untilLost() {
    double lost =
        recorded.lines().entrySet().stream()
            .filter(e -> e.getValue().stream().anyMatch(line -> line.contains("ready=Unknown")))
            .mapToInt(Map.Entry::getKey)
            .findFirst()
            .orElse(9);
    return Duration.ofSeconds((long) lost)
        .plusMillis(600)
        .minus(Duration.ofSeconds(watch.second()));
  }

  /** Follows the whole script. */
  TimelineWatch run() {
    int until = recorded.root().path("until").asInt();
    for (int second = 0; second <= until; second++) {
      watch.begin(second);
      if (second > 0) {
        steps(second);
      }
      settle(second);
      watch.end(life);
    }
    return watch;
  }

  private void settle(int second) {
    Duration end = Duration.ofSeconds(second + 1L);
    Optional<Duration> next = life.nextInstant();
    while (next.filter(at -> at.compareTo(end) < 0).isPresent()) {
      change(ClusterLife::runNext);
      next = life.nextInstant();
    }
  }

  private void steps(int second) {
    life.advanceTo(Duration.ofSeconds(second));
    int number = 0;
    for (JsonNode step : recorded.steps()) {
      number++;
      if (step.path("at").asInt() == second) {
        step(number, step);
        watch.stepped();
      }
    }
  }

  private void change(java.util.function.Consumer<ClusterLife> change) {
    ControlPlane before = life.plane();
    change.accept(life);
    watch.look(before, life.plane());
  }

  private void plane(UnaryOperator<ControlPlane> step) {
    change(l -> l.change(step));
  }

  private void step(int number, JsonNode step) {
    String verb = verb(step);
    JsonNode value = step.path(verb);
    switch (verb) {
      case "create" -> plane(p -> p.apply(object(value)));
      case "delete" ->
          plane(p -> p.delete(value.path("kind").asText(), name(value.path("name").asText())));
      case "patch" ->
          plane(
              p ->
                  p.patch(
                      value.path("kind").asText(),
                      name(value.path("name").asText()),
                      value.path("mergePatch")));
      case "scale" ->
          plane(
              p ->
                  p.scale(
                      value.path("kind").asText(),
                      name(value.path("name").asText()),
                      value.path("replicas").asInt()));
      case "setImage" -> setImage(value);
      case "deletePods" ->
          chosen(value.path("pods"))
              .forEach(
                  pod ->
                      plane(
                          p ->
                              value.path("gracePeriodSeconds").asInt(30) == 0
                                  ? p.remove(pod)
                                  : p.delete("Pod", pod)));
      case "patchPods" ->
          chosen(value.path("pods")).forEach(pod -> patchPod(pod, value.path("mergePatch")));
      case "ready" ->
          chosen(value.path("pods"))
              .forEach(
                  pod ->
                      plane(
                          p ->
                              value.path("value").asBoolean()
                                  ? p.markReady(pod)
                                  : p.markUnready(pod)));
      case "finish" ->
          chosen(value.path("pods"))
              .forEach(
                  pod ->
                      plane(
                          p ->
                              value.path("phase").asText().equals("Failed")
                                  ? p.fail(pod)
                                  : p.succeed(pod)));
      case "evict" -> chosen(value.path("pods")).forEach(this::evict);
      case "taint" ->
          taint(
              value,
              taints -> {
                ObjectNode taint = value.deepCopy();
                taint.remove("node");
                taints.add(taint);
              });
      case "untaint" ->
          taint(
              value,
              taints -> {
                for (int i = taints.size() - 1; i >= 0; i--) {
                  if (taints.get(i).path("key").equals(value.path("key"))) {
                    taints.remove(i);
                  }
                }
              });
      case "cordon" -> plane(p -> p.cordon(value.asText()));
      case "uncordon" -> plane(p -> p.uncordon(value.asText()));
      case "nodeDown" -> change(l -> l.fail(value.asText()));
      case "nodeUp" -> change(l -> l.recover(value.asText()));
      default -> throw new IllegalStateException("step " + number + ": " + step);
    }
  }

  private void evict(ObjectName pod) {
    PodObject evicted = life.plane().pod(pod).orElseThrow();
    Eviction answer = life.plane().eviction(pod);
    watch.answered(evicted, answer);
    if (answer.isAllowed()) {
      plane(p -> p.delete("Pod", pod));
    }
  }

  private void taint(JsonNode value, Consumer<ArrayNode> change) {
    String node = value.path("node").asText();
    ManifestObject object =
        life.plane()
            .objects()
            .filter(o -> o.kind().equals("Node") && o.objectName().name().equals(node))
            .findFirst()
            .orElseThrow();
    JsonNode before = object.located().get("spec").get("taints").node();
    ArrayNode taints = before.isArray() ? before.deepCopy() : NODES.arrayNode();
    change.accept(taints);
    ObjectNode patch = NODES.objectNode();
    patch.putObject("spec").set("taints", taints);
    plane(p -> p.patch("Node", name(node), patch));
  }

  private static String verb(JsonNode step) {
    List<String> fields = new ArrayList<>();
    step.fieldNames().forEachRemaining(fields::add);
    fields.remove("at");
    return fields.get(0);
  }

  private static ObjectName name(String name) {
    return new ObjectName(name.startsWith("node") ? "" : "default", name);
  }

  private void patchPod(ObjectName pod, JsonNode patch) {
    patch
        .path("metadata")
        .path("labels")
        .properties()
        .forEach(
            e ->
                plane(
                    p ->
                        e.getValue().isNull()
                            ? p.unlabel("Pod", pod, e.getKey())
                            : p.label("Pod", pod, e.getKey(), e.getValue().asText())));
  }

  private void setImage(JsonNode value) {
    String kind = value.path("kind").asText();
    ObjectName name = name(value.path("name").asText());
    ManifestObject object =
        life.plane()
            .objects()
            .filter(o -> o.kind().equals(kind) && o.objectName().equals(name))
            .findFirst()
            .orElseThrow();
    LocatedTree containers =
        object.located().get("spec").get("template").get("spec").get("containers");
    ArrayNode changed = containers.node().deepCopy();
    changed.forEach(
        container -> {
          if (container.path("name").asText().equals("main")) {
            ((ObjectNode) container).put("image", value.path("image").asText());
          }
        });
    ObjectNode patch = NODES.objectNode();
    patch.putObject("spec").putObject("template").putObject("spec").set("containers", changed);
    watch.imageSet(kind, name, value.path("image").asText());
    plane(p -> p.patch(kind, name, patch));
  }

  private List<ObjectName> chosen(JsonNode choice) {
    Map<String, String> wanted = new LinkedHashMap<>();
    choice.properties().forEach(e -> wanted.put(e.getKey(), e.getValue().asText()));
    return life.plane().pods().stream()
        .filter(pod -> fits(pod, wanted))
        .map(PodObject::name)
        .toList();
  }

  private boolean fits(PodObject pod, Map<String, String> wanted) {
    return wanted.entrySet().stream()
        .allMatch(
            e ->
                switch (e.getKey()) {
                  case "node" -> pod.nodeName().equals(Optional.of(e.getValue()));
                  case "name" -> pod.name().name().equals(e.getValue());
                  case "image" -> watch.imageOf(pod).equals(e.getValue());
                  default -> e.getValue().equals(pod.labels().get(e.getKey()));
                });
  }
}
