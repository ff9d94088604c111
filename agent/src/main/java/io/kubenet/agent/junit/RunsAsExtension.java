package io.kubenet.agent.junit;

import io.kubenet.agent.ModelAgent;
import io.kubenet.client.ClientNetwork;
import io.kubenet.client.junit.ClientNetworkExtension;
import io.kubenet.junit.KubeNetExtension;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/** Does as {@link RunsAs} says, which registers it. */
public final class RunsAsExtension implements BeforeEachCallback, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(RunsAsExtension.class);

  /** Made by JUnit. */
  public RunsAsExtension() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    String pod = nearest(context).value();
    ClientNetwork network =
        ClientNetworkExtension.networkOf(KubeNetExtension.clusterOf(context).pod(pod), context);
    context.getStore(NAMESPACE).put(context.getUniqueId(), ModelAgent.runAs(network));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Optional.ofNullable(context.getStore(NAMESPACE).remove(context.getUniqueId(), ModelAgent.class))
        .ifPresent(ModelAgent::close);
  }

  /** A method's annotation replaces its class', and an inner class' the one around it. */
  private static RunsAs nearest(ExtensionContext context) {
    return Stream.iterate(Optional.of(context), Optional::isPresent, at -> at.get().getParent())
        .flatMap(at -> at.flatMap(ExtensionContext::getElement).stream())
        .flatMap(element -> AnnotationSupport.findAnnotation(element, RunsAs.class).stream())
        .findFirst()
        .orElseThrow();
  }
}
