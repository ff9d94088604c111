package io.kubenet.jqwik;

import io.kubenet.junit.ClusterSetup;
import io.kubenet.junit.KubeNetTest;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.commons.support.AnnotationSupport;

/** Finds the setup of a property, as JUnit Jupiter would find it. */
final class SetupFinder {

  private SetupFinder() {}

  /** As the nearest annotation says: on the method, its container, or a group around it. */
  static Optional<ClusterSetup> find(Optional<Method> method, Optional<Class<?>> container) {
    return container.flatMap(
        home ->
            Stream.concat(method.stream(), groups(home))
                .flatMap(element -> annotation(element).stream())
                .findFirst()
                .map(annotation -> ClusterSetup.of(annotation, home)));
  }

  private static Optional<KubeNetTest> annotation(AnnotatedElement element) {
    return AnnotationSupport.findAnnotation(element, KubeNetTest.class);
  }

  private static Stream<Class<?>> groups(Class<?> container) {
    return Stream.<Class<?>>iterate(container, Objects::nonNull, SetupFinder::around);
  }

  private static Class<?> around(Class<?> type) {
    return Modifier.isStatic(type.getModifiers()) ? null : type.getEnclosingClass();
  }
}
