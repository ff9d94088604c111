package io.kubenet.junit;

import io.kubenet.Cluster;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Fills the fields that {@link InjectCluster} marks. */
final class ClusterFields {

  private final Scope scope;

  ClusterFields(Scope scope) {
    this.scope = scope;
  }

  /** Fills the static fields of a class. */
  void fillStatic(Class<?> testClass) {
    fieldsOf(testClass).stream()
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .forEach(field -> fill(field, testClass));
  }

  /** Fills the fields of a test's instance, and of those around it. */
  void fillInstances(ExtensionContext context) {
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      fieldsOf(instance.getClass()).stream()
          .filter(field -> !Modifier.isStatic(field.getModifiers()))
          .forEach(field -> fill(checked(field, context), instance));
    }
  }

  private static List<Field> fieldsOf(Class<?> type) {
    return AnnotationSupport.findAnnotatedFields(
        type, InjectCluster.class, field -> true, HierarchyTraversalMode.TOP_DOWN);
  }

  /** Tests that run at once on one instance would take each other's cluster out of its field. */
  private Field checked(Field field, ExtensionContext context) {
    boolean isOneInstance =
        context.getTestInstanceLifecycle().filter(Lifecycle.PER_CLASS::equals).isPresent();
    if (!scope.isShared()
        && isOneInstance
        && context.getExecutionMode() == ExecutionMode.CONCURRENT) {
      throw problem(
          field, "tests that run at once share this instance; take the cluster as a parameter");
    }
    return field;
  }

  private void fill(Field field, Object target) {
    if (field.getType() != Cluster.class) {
      throw problem(field, "must be of type " + Cluster.class.getName());
    }
    if (Modifier.isFinal(field.getModifiers())) {
      throw problem(field, "must not be final");
    }
    try {
      field.setAccessible(true);
      field.set(target, scope.cluster());
    } catch (IllegalAccessException e) {
      throw problem(field, e.getMessage());
    }
  }

  private static ExtensionConfigurationException problem(Field field, String problem) {
    return new ExtensionConfigurationException(
        "@InjectCluster field "
            + field.getDeclaringClass().getSimpleName()
            + "."
            + field.getName()
            + ": "
            + problem);
  }
}
