package io.kubenet.client.junit;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.client.ClientNetwork;
import io.kubenet.junit.KubeNetExtension;
import java.lang.reflect.Parameter;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the networks of hosts of their cluster. {@link InPod}, {@link OnNode} and {@link
 * Outside} register it.
 */
public final class ClientNetworkExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(ClientNetworkExtension.class);

  /** Made by JUnit. */
  public ClientNetworkExtension() {}

  /** Constructors see the test's context, and so its cluster. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ClientNetwork.class
        && host(parameter.getParameter()).isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Cluster cluster = KubeNetExtension.clusterOf(context);
    return networkOf(
        host(parameter.getParameter()).map(of -> of.apply(cluster)).orElseThrow(), context);
  }

  /**
   * The network of a host in a test, for extensions that give tests more of it: the one that
   * parameters of the test have, closed at the test's end.
   */
  public static ClientNetwork networkOf(Host host, ExtensionContext context) {
    return context
        .getStore(NAMESPACE.append(context.getUniqueId()))
        .getOrComputeIfAbsent(host.toString(), name -> new Open(ClientNetwork.of(host)), Open.class)
        .network();
  }

  /** Which host of a cluster a parameter names; empty where it names none. */
  private static Optional<Function<Cluster, Host>> host(Parameter parameter) {
    InPod pod = parameter.getAnnotation(InPod.class);
    OnNode node = parameter.getAnnotation(OnNode.class);
    Outside outside = parameter.getAnnotation(Outside.class);
    if (pod == null && node == null && outside == null) {
      return Optional.empty();
    }
    if ((pod != null ? 1 : 0) + (node != null ? 1 : 0) + (outside != null ? 1 : 0) > 1) {
      throw new ParameterResolutionException(
          "parameter '"
              + parameter.getName()
              + "' is in more than one place; expected one of"
              + " @InPod, @OnNode and @Outside");
    }
    if (pod != null) {
      return Optional.of(cluster -> cluster.pod(pod.value()));
    }
    return Optional.of(
        node != null
            ? cluster -> cluster.node(node.value())
            : cluster -> cluster.externalHost(outside.value()));
  }

  /**
   * A network that JUnit closes when its context ends. Only since 5.13 does it close whatever is
   * AutoCloseable.
   */
  @SuppressWarnings("deprecation")
  private record Open(ClientNetwork network) implements Store.CloseableResource, AutoCloseable {
    @Override
    public void close() {
      network.close();
    }
  }
}
