package io.kubenet.controlplane.controller;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.loop.Agenda;
import io.kubenet.controlplane.loop.Component;
import io.kubenet.controlplane.loop.Turn;
import io.kubenet.controlplane.store.Change;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.controlplane.workload.DaemonSet;
import io.kubenet.controlplane.workload.Deployment;
import io.kubenet.controlplane.workload.Job;
import io.kubenet.controlplane.workload.ReplicaSet;
import io.kubenet.controlplane.workload.StatefulSet;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.controlplane.workload.WorkloadKey;
import io.kubenet.model.Node;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The controller of the workloads of one type. */
public final class WorkloadController<W extends Workload> implements Component {

  private final String name;
  private final ImmutableList<String> kinds;
  private final Class<W> type;
  private final BiFunction<Workspace, W, Optional<Duration>> step;

  private WorkloadController(
      String name,
      List<String> kinds,
      Class<W> type,
      BiFunction<Workspace, W, Optional<Duration>> step) {
    this.name = name;
    this.kinds = ImmutableList.copyOf(kinds);
    this.type = type;
    this.step = step;
  }

  /** The controllers of all types. */
  public static List<WorkloadController<?>> all() {
    return ImmutableList.of(
        new WorkloadController<>(
            "deployment",
            ImmutableList.of("Deployment"),
            Deployment.class,
            (w, deployment) -> {
              DeploymentController controller = new DeploymentController(w);
              controller.sync(deployment);
              return controller.untilStuck(deployment);
            }),
        new WorkloadController<>(
            "replicaset",
            ImmutableList.of("ReplicaSet", "ReplicationController"),
            ReplicaSet.class,
            (w, set) -> {
              new ReplicaSetController(w).sync(set);
              return Optional.empty();
            }),
        of("statefulset", StatefulSet.class, (w, s) -> new StatefulSetController(w, s).sync()),
        of("daemonset", DaemonSet.class, (w, set) -> new DaemonSetController(w, set).sync()),
        new WorkloadController<>(
            "job",
            ImmutableList.of("Job"),
            Job.class,
            (w, job) -> new JobController(w, job).sync()));
  }

  private static <W extends Workload> WorkloadController<W> of(
      String name, Class<W> type, BiConsumer<Workspace, W> step) {
    return new WorkloadController<>(
        name,
        ImmutableList.of(type.getSimpleName()),
        type,
        (workspace, workload) -> {
          step.accept(workspace, workload);
          return Optional.empty();
        });
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void see(Change change, Agenda agenda) {
    if (change.isOf("Node")) {
      nodeChanged(change, agenda);
    } else {
      new WorkloadEvents(kinds::contains, workload -> note(workload, agenda)).see(change);
    }
  }

  /** DaemonSets look at all nodes. */
  private void nodeChanged(Change change, Agenda agenda) {
    if (type == DaemonSet.class && !change.before(Node.class).equals(change.after(Node.class))) {
      change.store().workloads().all().stream()
          .filter(type::isInstance)
          .forEach(workload -> note(workload.key(), agenda));
    }
  }

  private static void note(WorkloadKey workload, Agenda agenda) {
    agenda.note(Turn.WORKLOADS, ObjectKey.of(workload.kind(), workload.name()));
  }

  @Override
  public void sync(ObjectKey key, Workspace workspace, Agenda agenda) {
    workspace
        .workloads()
        .get(new WorkloadKey(key.kind(), key.objectName()))
        .filter(type::isInstance)
        .map(type::cast)
        .ifPresent(workload -> sync(workload, workspace, agenda));
  }

  private void sync(W workload, Workspace workspace, Agenda agenda) {
    Stream.of(step.apply(workspace, workload), untilAvailable(workload, workspace))
        .flatMap(Optional::stream)
        .min(Duration::compareTo)
        .ifPresent(
            left ->
                agenda.noteAfter(
                    left,
                    Turn.WORKLOADS,
                    ObjectKey.of(workload.key().kind(), workload.key().name())));
  }

  /** When the next Pod has been ready for long enough. */
  private static Optional<Duration> untilAvailable(Workload workload, Workspace workspace) {
    if (workload.minReady().isZero()) {
      return Optional.empty();
    }
    Stream<WorkloadKey> owners =
        workload instanceof Deployment
            ? workspace.workloads().replicaSetsOf(workload.key()).stream().map(ReplicaSet::key)
            : Stream.of(workload.key());
    return owners
        .flatMap(owner -> workspace.pods().ownedBy(owner).stream())
        .flatMap(pod -> pod.untilAvailable(workload.minReady(), workspace.now()).stream())
        .min(Duration::compareTo);
  }
}
