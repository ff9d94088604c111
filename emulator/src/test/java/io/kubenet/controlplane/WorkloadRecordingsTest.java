package io.kubenet.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import io.kubenet.controlplane.pod.Owner;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.Toleration;
import io.kubenet.controlplane.workload.ReplicaSet;
import io.kubenet.model.ContainerPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds workload controllers and scheduler against what the real ones made. Hashes are compared by
 * where they are equal: the first that turns up is h1, the next h2.
 */
class WorkloadRecordingsTest {

  private static final ImmutableMap<String, String> NOT_MODELLED = ImmutableMap.of();

  private static int agreeing;
  private static int run;

  @ParameterizedTest
  @MethodSource("cases")
  void podsAreThoseThatTheRealControllersMade(ControlCase recorded) {
    run++;
    if (NOT_MODELLED.containsKey(recorded.name())) {
      return;
    }

    List<ControlCase.After> steps = recorded.run(true);

    Hashes expectedHashes = new Hashes();
    Hashes actualHashes = new Hashes();
    for (int i = 0; i < steps.size(); i++) {
      JsonNode expected = recorded.results().get(i);
      assertThat(actual(steps.get(i), expected, actualHashes))
          .as(recorded + " after " + expected.path("after").asText())
          .isEqualTo(expected(expected, expectedHashes));
    }
    agreeing++;
  }

  static List<ControlCase> cases() {
    return ControlCase.all("workloads");
  }

  @AfterAll
  static void tellHowManyAgree() {
    System.out.println(
        "workloads: "
            + agreeing
            + " of "
            + run
            + " cases agree; not modelled: "
            + NOT_MODELLED.keySet());
  }

  /** Gives hashes names in the order in which they turn up. */
  private static final class Hashes {

    private final Map<String, String> names = new TreeMap<>();

    void know(String hash) {
      names.computeIfAbsent(hash, h -> "h" + (names.size() + 1));
    }

    String in(String text) {
      String result = text;
      for (Map.Entry<String, String> hash : names.entrySet()) {
        result = result.replace(hash.getKey(), hash.getValue());
      }
      return result;
    }
  }

  private static String expected(JsonNode result, Hashes hashes) {
    if (result.has("error")) {
      JsonNode error = result.get("error");
      return refusal(
          error.path("reason").asText(),
          Streams.stream(error.path("causes"))
              .map(cause -> cause.path("field").asText() + " " + cause.path("reason").asText()));
    }
    List<JsonNode> pods = Streams.stream(result.path("pods")).toList();
    pods.stream()
        .flatMap(pod -> hashes(labels(pod.path("labels"))))
        .distinct()
        .forEach(hashes::know);
    result
        .path("replicaSets")
        .forEach(set -> hashes(labels(set.path("labels"))).forEach(hashes::know));
    Stream<String> sets =
        Streams.stream(result.path("replicaSets"))
            .map(set -> set.path("name").asText() + " " + set.path("replicas").asInt());
    return text(
        Stream.concat(pods.stream().map(WorkloadRecordingsTest::expectedPod), sets), hashes);
  }

  private static Stream<String> hashes(Map<String, String> labels) {
    return Stream.of("pod-template-hash", "controller-revision-hash")
        .filter(labels::containsKey)
        .map(key -> labels.get(key).replaceAll(".*-", ""));
  }

  private static Map<String, String> labels(JsonNode labels) {
    Map<String, String> texts = new TreeMap<>();
    labels.properties().forEach(label -> texts.put(label.getKey(), label.getValue().asText()));
    return texts;
  }

  private static String expectedPod(JsonNode pod) {
    boolean isDaemon =
        pod.path("ownerReferences").path(0).path("kind").asText().equals("DaemonSet");
    return "%s %s owner %s hostname %s.%s on %s %s ready %s pending %s %s"
        .formatted(
            pod.path("name").asText(),
            labels(pod.path("labels")),
            pod.path("ownerReferences").path(0).path("kind").asText()
                + " "
                + pod.path("ownerReferences").path(0).path("name").asText(),
            pod.path("hostname").asText(),
            pod.path("subdomain").asText(),
            pod.path("nodeName").asText(),
            pod.path("phase").asText(),
            pod.path("ready").asText("False"),
            pod.path("pending").path("reason").asText()
                + ": "
                + pod.path("pending").path("message").asText(),
            isDaemon ? daemon(pod) : "");
  }

  private static String daemon(JsonNode pod) {
    List<String> tolerations =
        Streams.stream(pod.path("tolerations"))
            .map(t -> t.path("key").asText() + ":" + t.path("effect").asText())
            .toList();
    List<String> ports =
        Streams.stream(pod.path("ports"))
            .map(p -> p.path("containerPort").asText() + "<-" + p.path("hostPort").asText("0"))
            .toList();
    JsonNode node =
        pod.at(
            "/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution"
                + "/nodeSelectorTerms/0/matchFields/0/values/0");
    return tolerations + " " + ports + " for " + node.asText();
  }

  private static String refusal(String reason, Stream<String> causes) {
    return "refused: " + reason + " " + causes.sorted().toList();
  }

  private static String actual(ControlCase.After after, JsonNode shape, Hashes hashes) {
    return after
        .refusal()
        .map(
            error ->
                refusal(
                    error.reason(),
                    error.causes().stream().map(cause -> cause.path() + " " + cause.reason())))
        .orElseGet(() -> actual(after.plane(), shape, hashes));
  }

  private static String actual(ControlPlane plane, JsonNode shape, Hashes hashes) {
    List<PodObject> pods = List.copyOf(plane.store().pods().all());
    pods.stream().flatMap(pod -> hashes(pod.labels())).distinct().forEach(hashes::know);
    List<ReplicaSet> sets =
        plane.store().workloads().all().stream()
            .filter(workload -> workload.key().kind().equals("ReplicaSet"))
            .map(ReplicaSet.class::cast)
            .toList();
    sets.forEach(set -> hashes(set.template().labels()).forEach(hashes::know));
    Stream<String> setLines =
        shape.has("replicaSets")
            ? sets.stream().map(set -> set.key().name().name() + " " + set.replicas())
            : Stream.of();
    return text(Stream.concat(pods.stream().map(WorkloadRecordingsTest::pod), setLines), hashes);
  }

  private static String pod(PodObject pod) {
    Optional<Owner> owner = pod.metadata().owner();
    boolean isGenerated =
        owner.isPresent()
            && !owner.get().kind().equals("StatefulSet")
            && pod.name().name().matches(".*-[a-z0-9]{5}");
    String name = pod.name().name();
    Map<String, String> labels = new TreeMap<>(pod.labels());
    labels.replaceAll((key, value) -> key.endsWith("controller-uid") ? "<uid of the Job>" : value);
    return "%s %s owner %s hostname %s.%s on %s %s ready %s pending %s %s"
        .formatted(
            isGenerated ? name.substring(0, name.length() - 5) + "?????" : name,
            labels,
            owner.map(Owner::toString).orElse(" "),
            pod.spec().hostname().orElse(""),
            pod.spec().subdomain().orElse(""),
            pod.nodeName().orElse(""),
            capitalized(pod.status().phase().name()),
            pod.status().isReady() ? "True" : "False",
            pod.status().pending().map(p -> p.reason() + ": " + p.message()).orElse(": "),
            owner.map(Owner::kind).orElse("").equals("DaemonSet") ? daemon(pod) : "");
  }

  private static String capitalized(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String daemon(PodObject pod) {
    List<String> tolerations =
        pod.spec().placement().tolerations().stream()
            .map(WorkloadRecordingsTest::toleration)
            .toList();
    List<String> ports = pod.spec().ports().stream().map(WorkloadRecordingsTest::port).toList();
    return tolerations + " " + ports + " for " + pod.spec().placement().nodes().target().orElse("");
  }

  private static String toleration(Toleration toleration) {
    String effect =
        toleration
            .effect()
            .map(e -> e.name().equals("NO_EXECUTE") ? "NoExecute" : "NoSchedule")
            .orElse("");
    return toleration.key().orElse("") + ":" + effect;
  }

  private static String port(ContainerPort port) {
    return port.number() + "<-" + port.hostPort().orElse(0);
  }

  private static String text(Stream<String> lines, Hashes hashes) {
    List<String> sorted = new ArrayList<>(lines.map(hashes::in).toList());
    sorted.sort(String::compareTo);
    return String.join("\n", sorted);
  }
}
