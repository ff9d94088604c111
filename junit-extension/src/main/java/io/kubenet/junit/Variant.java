package io.kubenet.junit;

import io.kubenet.ClusterConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * One of the ways in which a test is run in turn.
 *
 * @param mode the proxy mode
 * @param kubernetesVersion the version of kube-proxy; empty for the setup's own
 */
record Variant(ProxyMode mode, Optional<String> kubernetesVersion) {

  static List<Variant> each(ProxyMode[] modes, String[] versions) {
    List<Optional<String>> each =
        versions.length == 0
            ? List.of(Optional.empty())
            : Arrays.stream(versions).map(Optional::of).toList();
    return Arrays.stream(modes)
        .flatMap(mode -> each.stream().map(version -> new Variant(mode, version)))
        .toList();
  }

  /** The variants that hold for a context, the innermost last. */
  static List<Variant> of(ExtensionContext context) {
    List<Variant> variants = upwards(context).toList();
    if (variants.isEmpty()
        && AnnotationSupport.isAnnotated(context.getTestMethod(), ProxyModeTest.class)) {
      throw new ExtensionConfigurationException("@ProxyModeTest needs JUnit 5.13 or newer");
    }
    return variants;
  }

  private static Stream<Variant> upwards(ExtensionContext context) {
    return Stream.concat(
        context.getParent().stream().flatMap(Variant::upwards),
        Optional.ofNullable(context.getStore(Scope.NAMESPACE).get(key(context), Variant.class))
            .stream());
  }

  /** Says that it holds for a context, and those below it. */
  void putInto(ExtensionContext context) {
    context.getStore(Scope.NAMESPACE).put(key(context), this);
  }

  private static String key(ExtensionContext context) {
    return "variant of " + context.getUniqueId();
  }

  ClusterConfig applyTo(ClusterConfig config) {
    ClusterConfig changed = config.withMode(mode.text());
    return kubernetesVersion.map(changed::withKubernetesVersion).orElse(changed);
  }

  /** {@code [2] nftables, Kubernetes 1.36}. */
  String displayName(int index) {
    return "["
        + index
        + "] "
        + mode.text()
        + kubernetesVersion.map(version -> ", Kubernetes " + version).orElse("");
  }
}
