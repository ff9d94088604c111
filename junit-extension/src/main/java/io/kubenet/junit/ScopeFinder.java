package io.kubenet.junit;

import io.kubenet.ClusterConfig;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Finds the scope of a context. */
interface ScopeFinder {

  /** The scope of a context; empty if nobody asks for a cluster there. */
  Optional<Scope> scopeOf(ExtensionContext context);

  /**
   * As the nearest annotation says: on the method, its class, a class or interface that this one
   * inherits from, or a class around it.
   */
  static ScopeFinder byAnnotation() {
    return context ->
        upwards(context)
            .filter(at -> annotation(at).isPresent())
            .findFirst()
            .map(bearer -> Scope.of(varied(setup(bearer), context), bearer, context));
  }

  /** As an extension says that a field registers; the outermost class that has it shares. */
  static ScopeFinder of(ClusterSetup setup, Object extension) {
    return context ->
        Optional.of(
            Scope.of(
                varied(setup, context),
                context
                    .getStore(Scope.NAMESPACE)
                    .getOrComputeIfAbsent(extension, key -> new Bearer(context), Bearer.class)
                    .context(),
                context));
  }

  private static ClusterSetup varied(ClusterSetup setup, ExtensionContext context) {
    ClusterConfig config = setup.config();
    for (Variant variant : Variant.of(context)) {
      config = variant.applyTo(config);
    }
    return setup.withConfig(config);
  }

  /** Not the context itself: a store closes what it holds, and a context its store. */
  record Bearer(ExtensionContext context) {}

  private static Stream<ExtensionContext> upwards(ExtensionContext context) {
    return Stream.iterate(Optional.of(context), Optional::isPresent, at -> at.get().getParent())
        .flatMap(Optional::stream);
  }

  private static Optional<KubeNetTest> annotation(ExtensionContext context) {
    return context
        .getElement()
        .flatMap(element -> AnnotationSupport.findAnnotation(element, KubeNetTest.class));
  }

  private static ClusterSetup setup(ExtensionContext bearer) {
    try {
      return ClusterSetup.of(annotation(bearer).orElseThrow(), bearer.getRequiredTestClass());
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(e.getMessage(), e);
    }
  }
}
