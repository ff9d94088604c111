package io.kubenet.controlplane.time;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.lifecycle.ContainerLife;
import io.kubenet.lifecycle.PodLife;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.Pod;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The processes of a pod on its node, whatever the API server knows of them. */
final class Body {

  private final Set<String> listening = new LinkedHashSet<>();
  private final PodLife life;
  private PodObject pod;
  private boolean isRunning;
  private final PodStart start;
  private boolean isAddressGone;

  Body(PodObject pod, PodLife life, PodStart start) {
    this.pod = pod;
    this.life = life;
    this.start = start;
  }

  /** Of a pod that runs already, with all that it has to listen. */
  static Body running(PodObject pod, PodLife life, PodStart start) {
    Body body = new Body(pod, life, start);
    body.isRunning = true;
    life.containers().stream()
        .filter(container -> container.application().listensAfter().isPresent())
        .map(ContainerLife::name)
        .forEach(body.listening::add);
    return body;
  }

  PodObject pod() {
    return pod;
  }

  void see(PodObject changed) {
    pod = changed;
  }

  PodStart start() {
    return start;
  }

  boolean isRunning() {
    return isRunning;
  }

  void run() {
    isRunning = true;
  }

  void listen(String container) {
    listening.add(container);
  }

  void close(String container) {
    listening.remove(container);
  }

  /** Its network is taken down. */
  void loseAddress() {
    isAddressGone = true;
    listening.clear();
  }

  boolean isAddressGone() {
    return isAddressGone;
  }

  /** Whether it runs and none of its processes listens. */
  boolean isDeaf() {
    List<ContainerLife> containers = life.containers();
    return !containers.isEmpty() && listening.stream().noneMatch(name -> serves(name, containers));
  }

  private boolean serves(String name, List<ContainerLife> containers) {
    return containers.stream()
        .filter(container -> container.name().equals(name))
        .anyMatch(container -> !container.ports().isEmpty() || !declaresPorts());
  }

  private boolean declaresPorts() {
    return !pod.spec().ports().isEmpty();
  }

  /** What packets find of it: the ports of those of its containers that listen. */
  Pod found(Pod known) {
    List<ContainerLife> containers = life.containers();
    if (containers.isEmpty() || !declaresPorts()) {
      return known;
    }
    List<ContainerPort> open =
        known.ports().stream()
            .filter(
                port ->
                    containers.stream()
                        .filter(container -> listening.contains(container.name()))
                        .anyMatch(container -> container.ports().contains(port.number())))
            .toList();
    return open.equals(known.ports()) ? known : known.withPorts(open);
  }
}
