package io.kubenet.junit;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** The invocations of a {@link ProxyModeTest}. */
final class VariantTests implements TestTemplateInvocationContextProvider {

  private record Invocation(Variant variant) implements TestTemplateInvocationContext {
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
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getElement(), ProxyModeTest.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), ProxyModeTest.class).stream()
        .flatMap(found -> Variant.each(found.modes(), found.kubernetesVersions()).stream())
        .map(Invocation::new);
  }
}
