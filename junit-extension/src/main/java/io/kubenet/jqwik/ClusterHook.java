package io.kubenet.jqwik;

import io.kubenet.Cluster;
import io.kubenet.junit.ClusterDiagnostics;
import io.kubenet.junit.ClusterSetup;
import io.kubenet.junit.Injection;
import io.kubenet.junit.KubeNetTest.Lifecycle;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.ParameterResolutionContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.ResolveParameterHook;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * Gives properties the clusters that {@code @KubeNetTest} asks for, a fresh one for each try, and
 * on failure a report of it.
 *
 * <p>A property that takes a {@link Specification} beside its cluster gets the cluster that it
 * describes. It is registered for all properties by its services file: an annotation that named it
 * would trouble whoever compiles without jqwik.
 */
public final class ClusterHook implements ResolveParameterHook, AroundTryHook {

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public Optional<ParameterSupplier> resolve(
      ParameterResolutionContext parameter, LifecycleContext context) {
    Optional<Injection> injection =
        parameter.typeUsage().isAnnotated(ForAll.class)
            ? Optional.empty()
            : Injection.into(parameter.parameter());
    return injection.flatMap(
        found ->
            SetupFinder.find(parameter.optionalMethod(), context.optionalContainerClass())
                .map(setup -> inTry -> found.from(clusterOf(setup).get())));
  }

  @Override
  public TryExecutionResult aroundTry(
      TryLifecycleContext context, TryExecutor tries, List<Object> parameters) {
    Optional<ClusterSetup> setup =
        SetupFinder.find(Optional.of(context.targetMethod()), context.optionalContainerClass());
    if (setup.isEmpty()) {
      return tries.execute(parameters);
    }
    TryExecutionResult result = tries.execute(specified(context, setup.get(), parameters));
    if (result.isFalsified()) {
      result.throwable().ifPresent(failure -> report(context, setup.get(), failure));
    }
    return result;
  }

  /** The parameters, with a cluster as one of them specifies it. */
  private static List<Object> specified(
      TryLifecycleContext context, ClusterSetup setup, List<Object> parameters) {
    Optional<Specification> specification =
        parameters.stream()
            .filter(Specification.class::isInstance)
            .map(Specification.class::cast)
            .findFirst();
    if (specification.isEmpty()) {
      return parameters;
    }
    Cluster cluster = setup.withManifest("cluster.yaml", specification.get().manifest()).start();
    clusterOf(setup).update(before -> cluster);
    List<Object> specified = new ArrayList<>(parameters);
    Parameter[] declared = context.targetMethod().getParameters();
    for (int i = 0; i < declared.length; i++) {
      int index = i;
      if (!declared[i].isAnnotationPresent(ForAll.class)) {
        Injection.into(declared[i]).ifPresent(into -> specified.set(index, into.from(cluster)));
      }
    }
    return specified;
  }

  private static void report(TryLifecycleContext context, ClusterSetup setup, Throwable failure) {
    String again =
        ClusterDiagnostics.again(
            context.containerClass().getName(), context.targetMethod().getName());
    failure.addSuppressed(ClusterDiagnostics.of(clusterOf(setup).get(), again));
  }

  private static Store<Cluster> clusterOf(ClusterSetup setup) {
    Lifespan lifespan = setup.lifecycle() == Lifecycle.PER_CLASS ? Lifespan.PROPERTY : Lifespan.TRY;
    return Store.getOrCreate(ClusterHook.class, lifespan, setup::start);
  }
}
