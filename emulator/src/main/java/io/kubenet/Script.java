package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.ControlPlane;
import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.time.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * What is done to a cluster, and when: each step at an instant, or when something has come true.
 * The steps are done in their order.
 *
 * <pre>{@code
 * Script.at(Duration.ofSeconds(1))
 *     .restart("deployment/shop/api")
 *     .whenAvailable("deployment/shop/api")
 *     .scale("deployment/shop/api", 5);
 * }</pre>
 */
public final class Script {

  /** When a step is done. */
  sealed interface Trigger {

    /** At an instant, or when the step before is done if that is later. */
    record At(Duration instant) implements Trigger {}

    /** When nothing is left to happen. */
    record Idle() implements Trigger {}

    /** When a Deployment has all that it asks for, and nothing else. */
    record Available(Reference deployment) implements Trigger {}

    /** When there is no such object any more. */
    record Gone(Reference object) implements Trigger {}
  }

  /**
   * A step.
   *
   * @param trigger when it is done
   * @param what what it does: {@code scale}
   * @param object what it does that to
   * @param deed how
   */
  record ScriptStep(Trigger trigger, String what, String object, Optional<String> pod, Deed deed) {}

  /** How a step is done. */
  interface Deed {
    void on(Simulation simulation);
  }

  /** No steps. */
  public static final Script NONE = new Script(ImmutableList.of(), new Trigger.At(Duration.ZERO));

  private final ImmutableList<ScriptStep> steps;
  private final Trigger next;

  private Script(List<ScriptStep> steps, Trigger next) {
    this.steps = ImmutableList.copyOf(steps);
    this.next = next;
  }

  /** A script whose first steps are done at an instant. */
  public static Script at(Duration instant) {
    return NONE.thenAt(instant);
  }

  /** What follows is done at an instant. */
  public Script thenAt(Duration instant) {
    return new Script(steps, new Trigger.At(instant));
  }

  /** What follows is done when nothing is left to happen. */
  public Script whenIdle() {
    return new Script(steps, new Trigger.Idle());
  }

  /** What follows is done when a Deployment is rolled out: {@code deployment/shop/api}. */
  public Script whenAvailable(String deployment) {
    return new Script(steps, new Trigger.Available(Reference.of(deployment)));
  }

  /** What follows is done when an object is gone: {@code pod/shop/api-1}. */
  public Script whenGone(String object) {
    return new Script(steps, new Trigger.Gone(Reference.of(object)));
  }

  /** Applies a manifest's text. */
  public Script apply(String manifest) {
    return apply(ManifestReader.read(new TextSource("applied", manifest)));
  }

  /** Applies the files and folders of a manifest. */
  public Script apply(Path... manifests) {
    return apply(ManifestReader.read(ImmutableList.copyOf(manifests)));
  }

  /** Applies manifests of several kinds: files, folders and texts. */
  public Script apply(Manifests manifests) {
    return apply(manifests.read());
  }

  Script apply(Manifest manifest) {
    return with("apply", "", simulation -> simulation.change(plane -> plane.apply(manifest)));
  }

  /** Deletes an object: {@code pod/shop/api-1}. */
  public Script delete(String object) {
    return changing(
        "delete", object, (plane, reference) -> plane.delete(reference.kind(), reference.name()));
  }

  /** Gives a workload another number of pods. */
  public Script scale(String workload, int replicas) {
    return changing(
        "scale",
        workload,
        (plane, reference) -> plane.scale(reference.kind(), reference.name(), replicas));
  }

  /** Rolls a workload out anew with the template that it has, as kubectl rollout restart does. */
  public Script restart(String workload) {
    Reference reference = Reference.of(workload);
    return with("restart", workload, simulation -> simulation.restart(reference));
  }

  /** Changes an object by a JSON merge patch in its text. */
  public Script patch(String object, String mergePatch) {
    return changing(
        "patch",
        object,
        (plane, reference) ->
            plane.patch(reference.kind(), reference.name(), Templates.json(mergePatch)));
  }

  /** Gives a workload the template back that it had before the last change of it. */
  public Script undo(String workload) {
    Reference reference = Reference.of(workload);
    return with("undo", workload, simulation -> simulation.undo(reference));
  }

  /** Lets no more pods onto a node. */
  public Script cordon(String node) {
    return with("cordon", "node/" + node, s -> s.change(plane -> plane.cordon(s.node(node))));
  }

  /** Lets pods onto a node again. */
  public Script uncordon(String node) {
    return with("uncordon", "node/" + node, s -> s.change(plane -> plane.uncordon(s.node(node))));
  }

  /** Cordons a node and evicts its pods, as kubectl drain does; those of DaemonSets stay. */
  public Script drain(String node) {
    return with("drain", "node/" + node, simulation -> simulation.drain(node));
  }

  /** Takes a node's power. */
  public Script fail(String node) {
    return with("fail", "node/" + node, simulation -> simulation.fail(node));
  }

  /** Gives a node its power back. */
  public Script recover(String node) {
    return with("recover", "node/" + node, simulation -> simulation.recover(node));
  }

  /** Makes a pod ready, whatever its probes say. */
  public Script ready(String pod) {
    return with("ready", "pod/" + pod, s -> s.change(p -> p.markReady(s.pod(pod))));
  }

  /** Makes a pod not ready, whatever its probes say. */
  public Script unready(String pod) {
    return with("unready", "pod/" + pod, s -> s.change(p -> p.markUnready(s.pod(pod))));
  }

  /** Makes a pod not ready: of those that a workload has made, the one of this number, from 1. */
  public Script unready(String workload, int ordinal) {
    Reference owner = Reference.of(workload);
    return with(
        "unready",
        workload + "#" + ordinal,
        s -> s.change(p -> p.markUnready(s.pod(owner, ordinal))));
  }

  /** Makes a pod ready: of those that a workload has made, the one of this number, from 1. */
  public Script ready(String workload, int ordinal) {
    Reference owner = Reference.of(workload);
    return with(
        "ready", workload + "#" + ordinal, s -> s.change(p -> p.markReady(s.pod(owner, ordinal))));
  }

  /** Stops a node's kube-proxy and starts it again at once: it writes all its rules anew. */
  public Script restartKubeProxy(String node) {
    return with("restart", "kube-proxy/" + node, simulation -> simulation.restartProxy(node));
  }

  /** Stops a node's kube-proxy: its rules stay as they are. */
  public Script pauseKubeProxy(String node) {
    return with("pause", "kube-proxy/" + node, simulation -> simulation.pauseProxy(node));
  }

  /** Starts a node's kube-proxy again. */
  public Script resumeKubeProxy(String node) {
    return with("resume", "kube-proxy/" + node, simulation -> simulation.resumeProxy(node));
  }

  private Script changing(
      String what, String object, BiFunction<ControlPlane, Reference, ControlPlane> change) {
    Reference reference = Reference.of(object);
    return with(
        what,
        object,
        Optional.of(reference)
            .filter(named -> named.kind().equals("Pod"))
            .map(named -> named.name().toString()),
        simulation -> simulation.change(plane -> change.apply(plane, reference)));
  }

  private Script with(String what, String object, Deed deed) {
    return with(what, object, Optional.empty(), deed);
  }

  private Script with(String what, String object, Optional<String> pod, Deed deed) {
    return new Script(
        ImmutableList.<ScriptStep>builder()
            .addAll(steps)
            .add(new ScriptStep(next, what, object, pod, deed))
            .build(),
        next);
  }

  List<ScriptStep> steps() {
    return steps;
  }

  /** What it does, step by step. */
  @Override
  public String toString() {
    return steps.stream()
        .map(step -> told(step.trigger()) + " " + step.what() + " " + step.object())
        .map(String::strip)
        .collect(Collectors.joining("\n"));
  }

  private static String told(Trigger trigger) {
    if (trigger instanceof Trigger.At at) {
      return "at " + Durations.text(at.instant());
    }
    if (trigger instanceof Trigger.Available available) {
      return "when available " + available.deployment().name();
    }
    return trigger instanceof Trigger.Gone gone ? "when gone " + gone.object().name() : "when idle";
  }
}
