package io.kubenet.lifecycle;

import com.google.common.collect.ImmutableList;
import io.kubenet.time.Application;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What of a container decides when it serves and when it ends.
 *
 * @param name its name
 * @param role whether it is a sidecar
 * @param startup its startup probe
 * @param readiness its readiness probe
 * @param preStop how long its preStop handler takes, if it has one
 * @param application what its process does
 * @param ports the numbers of the ports that it declares
 */
public record ContainerLife(
    String name,
    Role role,
    Optional<ContainerProbe> startup,
    Optional<ContainerProbe> readiness,
    Optional<Duration> preStop,
    Application application,
    List<Integer> ports) {

  /** What a container is among the others. */
  public enum Role {
    MAIN,
    /** An init container that goes on beside the others (restartPolicy Always). */
    SIDECAR
  }

  public ContainerLife {
    ports = ImmutableList.copyOf(ports);
  }

  /** A container without probes and handlers, whose application does what most do. */
  public static ContainerLife named(String name) {
    return new ContainerLife(
        name,
        Role.MAIN,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Application.DEFAULT,
        ImmutableList.of());
  }

  public ContainerLife asSidecar() {
    return new ContainerLife(name, Role.SIDECAR, startup, readiness, preStop, application, ports);
  }

  public ContainerLife withStartup(ContainerProbe probe) {
    return new ContainerLife(
        name, role, Optional.of(probe), readiness, preStop, application, ports);
  }

  public ContainerLife withReadiness(ContainerProbe probe) {
    return new ContainerLife(name, role, startup, Optional.of(probe), preStop, application, ports);
  }

  public ContainerLife withPreStop(Duration time) {
    return new ContainerLife(name, role, startup, readiness, Optional.of(time), application, ports);
  }

  public ContainerLife with(Application other) {
    return new ContainerLife(name, role, startup, readiness, preStop, other, ports);
  }

  boolean isSidecar() {
    return role == Role.SIDECAR;
  }
}
