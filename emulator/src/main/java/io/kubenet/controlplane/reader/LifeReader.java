package io.kubenet.controlplane.reader;

import com.google.common.collect.ImmutableList;
import io.kubenet.lifecycle.ContainerLife;
import io.kubenet.lifecycle.ContainerLife.Role;
import io.kubenet.lifecycle.ContainerProbe;
import io.kubenet.lifecycle.PodLife;
import io.kubenet.manifest.LocatedTree;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads how a Pod's containers start and end: probes, preStop handlers and the grace period of its
 * spec, and in its annotations what its applications do ({@link ApplicationNotes}).
 */
final class LifeReader {

  private LifeReader() {}

  /** Of a Pod, or of a template of Pods. */
  static PodLife read(LocatedTree pod) {
    LocatedTree spec = pod.get("spec");
    ApplicationNotes notes = ApplicationNotes.of(pod.get("metadata").get("annotations"));
    List<ContainerLife> containers =
        Stream.concat(
                spec.get("initContainers").items().stream()
                    .filter(Containers::isSidecar)
                    .map(container -> container(container, Role.SIDECAR, notes)),
                spec.get("containers").items().stream()
                    .map(container -> container(container, Role.MAIN, notes)))
            .collect(ImmutableList.toImmutableList());
    return new PodLife(containers, gracePeriod(spec.get("terminationGracePeriodSeconds")));
  }

  private static Duration gracePeriod(LocatedTree seconds) {
    return seconds.optionalInteger().map(Duration::ofSeconds).orElse(PodLife.DEFAULT_GRACE_PERIOD);
  }

  private static ContainerLife container(LocatedTree tree, Role role, ApplicationNotes notes) {
    String name = tree.get("name").optionalText().orElse("");
    return new ContainerLife(
        name,
        role,
        probe(tree.get("startupProbe")),
        probe(tree.get("readinessProbe")),
        preStop(tree.get("lifecycle").get("preStop"), notes.preStop(name)),
        notes.application(name),
        tree.get("ports").items().stream()
            .map(port -> port.get("containerPort").integer())
            .collect(ImmutableList.toImmutableList()));
  }

  private static Optional<ContainerProbe> probe(LocatedTree tree) {
    return tree.isAbsent()
        ? Optional.empty()
        : Optional.of(
            new ContainerProbe(
                Duration.ofSeconds(Fields.integer(tree.get("initialDelaySeconds"), 0)),
                Duration.ofSeconds(Fields.integer(tree.get("periodSeconds"), 10)),
                Fields.integer(tree.get("successThreshold"), 1),
                Fields.integer(tree.get("failureThreshold"), 3)));
  }

  /** How long a command or a request takes, only an annotation says. */
  private static Optional<Duration> preStop(LocatedTree handler, Optional<Duration> stated) {
    if (handler.isAbsent()) {
      return Optional.empty();
    }
    LocatedTree sleep = handler.get("sleep").get("seconds");
    return sleep.isAbsent()
        ? stated.or(() -> Optional.of(Duration.ZERO))
        : Optional.of(Duration.ofSeconds(sleep.integer()));
  }
}
