package io.kubenet.kubeproxy;

import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The ports of a cluster as a node sees them, and the rules that were written for each.
 *
 * @param <R> the rules of a port
 */
final class WrittenPorts<R> {

  private record Written<R>(ProxiedPort port, R rules) {}

  private final Map<ServicePortName, Written<R>> written;

  private WrittenPorts(Map<ServicePortName, Written<R>> written) {
    this.written = written;
  }

  static <R> WrittenPorts<R> none() {
    return new WrittenPorts<>(ImmutableMap.of());
  }

  /** The rules of these ports: those of ports that are as they were are taken over. */
  WrittenPorts<R> next(List<ProxiedPort> ports, Function<ProxiedPort, R> writer) {
    ImmutableMap.Builder<ServicePortName, Written<R>> next = ImmutableMap.builder();
    for (ProxiedPort port : ports) {
      ServicePortName name = port.info().name();
      next.put(
          name,
          Optional.ofNullable(written.get(name))
              .filter(before -> before.port().equals(port))
              .orElseGet(() -> new Written<>(port, writer.apply(port))));
    }
    return new WrittenPorts<>(next.buildOrThrow());
  }

  Collection<ProxiedPort> ports() {
    return Collections2.transform(written.values(), Written::port);
  }

  Collection<R> rules() {
    return Collections2.transform(written.values(), Written::rules);
  }
}
