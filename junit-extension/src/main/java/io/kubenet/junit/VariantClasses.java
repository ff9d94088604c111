package io.kubenet.junit;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The invocations of a {@link ForEachProxyMode}. */
final class VariantClasses implements ClassTemplateInvocationContextProvider {

  private record Invocation(Variant variant) implements ClassTemplateInvocationContext {
    @Override
    public String getDisplayName(int index) {
      return variant.displayName(index);
    }

    @Override
    public void prepareInvocation(ExtensionContext context) {
      variant.putInto(context);
    }
  }

  @Override
  public boolean supportsClassTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getElement(), ForEachProxyMode.class);
  }

  @Override
  public Stream<Invocation> provideClassTemplateInvocationContexts(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), ForEachProxyMode.class).stream()
        .flatMap(found -> Variant.each(found.modes(), found.kubernetesVersions()).stream())
        .map(Invocation::new);
  }
}
