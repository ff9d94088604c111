package io.kubenet.junit;

import io.kubenet.Cluster;
import java.lang.reflect.Constructor;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Gives tests clusters, hosts of them, and on failure a report of them. Register it by {@link
 * KubeNetTest}, or as a field for what an annotation can't say:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final KubeNetExtension KUBENET =
 *     KubeNetExtension.builder()
 *         .withConfig(ClusterConfig.nftables().withoutHairpin())
 *         .withManifests("shop.yaml")
 *         .build();
 * }</pre>
 *
 * <p>It keeps nothing in itself: one instance may serve tests that run at once.
 */
public final class KubeNetExtension
    implements ParameterResolver,
        BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        InvocationInterceptor {

  private final ScopeFinder scopes;

  /** An extension that does as {@link KubeNetTest} says. */
  public KubeNetExtension() {
    this.scopes = ScopeFinder.byAnnotation();
  }

  KubeNetExtension(ClusterSetup setup) {
    this.scopes = ScopeFinder.of(setup, this);
  }

  /** A builder of extensions that fields register. */
  public static KubeNetExtensionBuilder builder() {
    return KubeNetExtensionBuilder.DEFAULT;
  }

  /**
   * The cluster of a test, for extensions that give tests more of it: their callbacks and resolvers
   * may ask from the time on at which the test's class has begun.
   *
   * @param context the context of the test, or of a class whose tests share a cluster
   * @throws ParameterResolutionException if nobody has asked for a cluster there
   */
  public static Cluster clusterOf(ExtensionContext context) {
    return Optional.ofNullable(
            context.getStore(Scope.NAMESPACE).get(ScopeFinder.class, ScopeFinder.class))
        .orElseGet(ScopeFinder::byAnnotation)
        .scopeOf(context)
        .orElseThrow(() -> new ParameterResolutionException("no @KubeNetTest holds here"))
        .cluster();
  }

  /** Constructors see the test's context, and so its cluster. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return Injection.into(parameter.getParameter()).isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Cluster cluster =
        scopes
            .scopeOf(context)
            .orElseThrow(() -> new ParameterResolutionException("no @KubeNetTest holds here"))
            .cluster();
    return Injection.into(parameter.getParameter()).orElseThrow().from(cluster);
  }

  /** What happens after a test does not happen after a constructor that failed. */
  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> constructor,
      ReflectiveInvocationContext<Constructor<T>> what,
      ExtensionContext context)
      throws Throwable {
    try {
      return constructor.proceed();
    } catch (Throwable failure) {
      scopes.scopeOf(context).ifPresent(scope -> new FailureReport(scope).tell(context, failure));
      throw failure;
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context.getStore(Scope.NAMESPACE).put(ScopeFinder.class, scopes);
    scopes
        .scopeOf(context)
        .ifPresent(scope -> new ClusterFields(scope).fillStatic(context.getRequiredTestClass()));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    context.getStore(Scope.NAMESPACE).put(ScopeFinder.class, scopes);
    scopes.scopeOf(context).ifPresent(scope -> new ClusterFields(scope).fillInstances(context));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    scopes.scopeOf(context).ifPresent(scope -> new FailureReport(scope).tell(context));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    scopes
        .scopeOf(context)
        .filter(Scope::isShared)
        .ifPresent(scope -> new FailureReport(scope).tell(context));
  }
}
