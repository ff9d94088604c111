package io.kubenet.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.Answer;
import io.kubenet.controlplane.admission.JsonPatch;
import io.kubenet.controlplane.admission.Patch;
import io.kubenet.controlplane.admission.validation.ApiError;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A recording of what the real controllers did, and how to do the same with this control plane. */
final class ControlCase {

  private static final YAMLMapper YAML = new YAMLMapper();

  private final Path file;
  private final JsonNode tree;

  private ControlCase(Path file) {
    this.file = file;
    try {
      this.tree = YAML.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cases of a kind, in the folder that -Dkubenet.recordings.control names. */
  static List<ControlCase> all(String kind) {
    Path folder =
        Path.of(
            System.getProperty(
                "kubenet.recordings.control", "src/test/resources/recordings/control"));
    try (Stream<Path> files = Files.list(folder.resolve(kind))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(ControlCase::new)
          .collect(ImmutableList.toImmutableList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return file.getFileName().toString().replace(".yaml", "");
  }

  boolean isAmbiguous() {
    return tree.path("note").asText().contains("not determined");
  }

  /**
   * What a step led to.
   *
   * @param plane the cluster
   * @param refusal why the step was refused; empty if it was not
   */
  record After(ControlPlane plane, Optional<ApiError> refusal) {

    static After of(ControlPlane plane) {
      return new After(plane, Optional.empty());
    }
  }

  /** The cluster after the given objects, and after each step. */
  List<After> run(boolean isPodGoneAtOnce) {
    List<After> all = new ArrayList<>();
    After after = After.of(ControlPlane.load(given(), config()));
    all.add(after);
    for (JsonNode step : tree.path("then")) {
      Map.Entry<String, JsonNode> verb = step.properties().iterator().next();
      after = step(after.plane(), verb.getKey(), verb.getValue(), isPodGoneAtOnce);
      all.add(after);
    }
    return all;
  }

  List<JsonNode> results() {
    return ImmutableList.copyOf(tree.path("result"));
  }

  private Manifest given() {
    Manifest given = new Manifest(ImmutableList.of(), ImmutableList.of());
    for (JsonNode object : tree.path("given")) {
      given = given.and(manifest(object));
    }
    return given;
  }

  private Manifest manifest(JsonNode object) {
    return ManifestReader.read(LocatedTree.of(file.toString(), object));
  }

  private ControlPlaneConfig config() {
    ControlPlaneConfig config =
        switch (tree.path("cluster").asText()) {
          case "dual" -> ControlPlaneConfig.of(IpFamily.IPV4, IpFamily.IPV6);
          case "dual6" -> ControlPlaneConfig.of(IpFamily.IPV6, IpFamily.IPV4);
          default -> ControlPlaneConfig.of(IpFamily.IPV4);
        };
    List<String> unready = new ArrayList<>();
    tree.path("notReady").forEach(name -> unready.add(name.asText()));
    return config.withoutNodes().withUnready(unready);
  }

  private After step(ControlPlane plane, String verb, JsonNode what, boolean isPodGoneAtOnce) {
    return switch (verb) {
      case "create" -> created(plane, what);
      case "patch" -> answered(plane, what, plane.server().patch(key(what), patch(what)));
      case "patchStatus" ->
          After.of(plane.patchStatus(kind(what), objectName(what), what.get("mergePatch")));
      case "replace" -> replaced(plane, what);
      case "delete" -> After.of(deleted(plane, what, isPodGoneAtOnce));
      case "setReady" -> After.of(withReadiness(plane, what));
      case "relabelPods" -> After.of(relabelled(plane, what));
      case "finishRunningPods" -> After.of(finished(plane, what));
      // The controller makes its slices as they were: here nobody can change them.
      case "deleteSlicesOf", "editSlicesOf", "get" -> After.of(plane);
      default -> throw new IllegalArgumentException(file + ": no step '" + verb + "'");
    };
  }

  private After created(ControlPlane plane, JsonNode what) {
    ManifestObject object = manifest(what).objects().get(0);
    Answer answer = plane.server().create(object);
    return answer.isRefused()
        ? new After(plane, answer.error())
        : After.of(plane.apply(manifest(what)));
  }

  private After replaced(ControlPlane plane, JsonNode what) {
    ManifestObject object = manifest(what).objects().get(0);
    Answer answer = plane.server().replace(ObjectKey.of(object), object);
    return answer.isRefused()
        ? new After(plane, answer.error())
        : After.of(plane.answered(answer, ObjectKey.of(object)));
  }

  private static After answered(ControlPlane plane, JsonNode what, Answer answer) {
    if (answer.isRefused() && answer.status() == 404) {
      throw new IllegalArgumentException("no " + key(what));
    }
    return answer.isRefused()
        ? new After(plane, answer.error())
        : After.of(plane.answered(answer, key(what)));
  }

  private static Patch patch(JsonNode what) {
    return what.has("jsonPatch")
        ? new JsonPatch(what.get("jsonPatch"))
        : new Patch.Merge(what.get("mergePatch"));
  }

  private static ControlPlane deleted(ControlPlane plane, JsonNode what, boolean isGoneAtOnce) {
    boolean isGraceful =
        kind(what).equals("Pod") && what.path("gracePeriodSeconds").asInt(30) > 0 && !isGoneAtOnce;
    return isGraceful
        ? plane.terminate(objectName(what))
        : plane.delete(kind(what), objectName(what));
  }

  private static ControlPlane withReadiness(ControlPlane plane, JsonNode what) {
    ControlPlane changed = plane;
    for (ObjectName pod : selected(plane, what)) {
      changed = what.path("ready").asBoolean() ? changed.markReady(pod) : changed.markUnready(pod);
    }
    return changed;
  }

  private static ControlPlane relabelled(ControlPlane plane, JsonNode what) {
    ControlPlane changed = plane;
    for (ObjectName pod : selected(plane, what)) {
      for (Map.Entry<String, JsonNode> label : what.path("labels").properties()) {
        changed =
            label.getValue().isNull()
                ? changed.unlabel("Pod", pod, label.getKey())
                : changed.label("Pod", pod, label.getKey(), label.getValue().asText());
      }
    }
    return changed;
  }

  private static ControlPlane finished(ControlPlane plane, JsonNode what) {
    ControlPlane changed = plane;
    for (ObjectName pod : selected(plane, what)) {
      if (!plane.pod(pod).map(PodObject::isFinished).orElse(true)) {
        changed =
            what.path("phase").asText().equals("Failed") ? changed.fail(pod) : changed.succeed(pod);
      }
    }
    return changed;
  }

  private static List<ObjectName> selected(ControlPlane plane, JsonNode what) {
    String[] label = what.path("selector").asText().split("=", 2);
    return plane.state().pods().stream()
        .filter(pod -> label[1].equals(pod.labels().get(label[0])))
        .map(pod -> pod.name())
        .limit(what.path("count").asInt(Integer.MAX_VALUE))
        .toList();
  }

  private static ObjectKey key(JsonNode what) {
    return ObjectKey.of(kind(what), objectName(what));
  }

  private static String kind(JsonNode what) {
    return what.path("kind").asText();
  }

  private static ObjectName objectName(JsonNode what) {
    String namespace = what.path("namespace").asText("default");
    return new ObjectName(
        kind(what).equals("Node") || kind(what).equals("Namespace") ? "" : namespace,
        what.path("name").asText());
  }

  @Override
  public String toString() {
    return name();
  }
}
