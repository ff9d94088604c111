package io.kubenet.conformance.kubeproxy;

import io.kubenet.conformance.kernel.RealKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** The kube-proxies that somebody has: {@code kube-proxy-1.31} to {@code kube-proxy-1.36}. */
final class Binaries implements SkipExecutionHook {

  private static final String PROPERTY = "kubenet.kube-proxies";

  /** The folder that the property names; empty where it names none. */
  private static Optional<Path> folder() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .filter(name -> !name.isEmpty())
        .map(Path::of);
  }

  /** The versions that are there, the oldest first: {@code 1.31}. */
  static List<String> versions() {
    return IntStream.rangeClosed(31, 36)
        .mapToObj(minor -> "1." + minor)
        .filter(version -> of(version).isPresent())
        .toList();
  }

  /** The kube-proxy of a version. */
  static Optional<Path> of(String version) {
    return folder()
        .map(folder -> folder.resolve("kube-proxy-" + version))
        .filter(Files::isExecutable);
  }

  private static Optional<String> missing() {
    Optional<String> binaries =
        versions().isEmpty()
            ? Optional.of(
                "-D" + PROPERTY + " names no folder of kube-proxy-1.31 to kube-proxy-1.36")
            : Optional.empty();
    return Stream.of(binaries, RealKernel.missing()).flatMap(Optional::stream).findFirst();
  }

  @Override
  public SkipResult shouldBeSkipped(LifecycleContext context) {
    return missing().map(SkipResult::skip).orElseGet(SkipResult::doNotSkip);
  }
}
