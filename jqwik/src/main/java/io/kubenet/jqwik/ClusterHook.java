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
import java.util.function.Supplier;
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

  /** Made by {@link java.util.ServiceLoader}. */
  public ClusterHook() {}

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

  /** Outside of the methods before and after a try: they see its cluster, and may fail too. */
  @Override
  public int aroundTryProximity() {
    return -100;
  }

  @Override
  public TryExecutionResult aroundTry(
      TryLifecycleContext context, TryExecutor tries, List<Object> parameters) {
    Optional<ClusterSetup> setup =
        SetupFinder.find(Optional.of(context.targetMethod()), context.optionalContainerClass());
    return setup.isPresent()
        ? withCluster(context, setup.get(), tries, parameters)
        : withoutCluster(context, tries, parameters);
  }

  private static TryExecutionResult withCluster(
      TryLifecycleContext context, ClusterSetup setup, TryExecutor tries, List<Object> parameters) {
    List<Object> specified = specified(context, setup, parameters);
    return reported(
        () -> tries.execute(specified),
        () -> ClusterDiagnostics.of(clusterOf(setup).get(), again(context)));
  }

  private static TryExecutionResult withoutCluster(
      TryLifecycleContext context, TryExecutor tries, List<Object> parameters) {
    Optional<Specification> specification = specification(parameters);
    if (specification.isEmpty()) {
      return tries.execute(parameters);
    }
    return reported(
        () -> tries.execute(parameters),
        () -> ClusterDiagnostics.ofManifest(specification.get().manifest(), again(context)));
  }

  /** Methods before and after a try throw what a try itself gives as its result. */
  private static TryExecutionResult reported(
      Supplier<TryExecutionResult> execution, Supplier<ClusterDiagnostics> diagnostics) {
    try {
      TryExecutionResult result = execution.get();
      return result.isFalsified() ? reported(result, diagnostics.get()) : result;
    } catch (RuntimeException | Error failure) {
      failure.addSuppressed(diagnostics.get());
      throw failure;
    }
  }

  private static TryExecutionResult reported(
      TryExecutionResult result, ClusterDiagnostics diagnostics) {
    Throwable failure =
        result.throwable().orElseGet(() -> new AssertionError("the property does not hold"));
    failure.addSuppressed(diagnostics);
    return TryExecutionResult.falsified(failure);
  }

  private static Optional<Specification> specification(List<Object> parameters) {
    return parameters.stream()
        .filter(Specification.class::isInstance)
        .map(Specification.class::cast)
        .findFirst();
  }

  private static String again(TryLifecycleContext context) {
    return ClusterDiagnostics.again(
        context.containerClass().getName(), context.targetMethod().getName());
  }

  /** The parameters, with a cluster as one of them specifies it. */
  private static List<Object> specified(
      TryLifecycleContext context, ClusterSetup setup, List<Object> parameters) {
    Optional<Specification> specification = specification(parameters);
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

  private static Store<Cluster> clusterOf(ClusterSetup setup) {
    Lifespan lifespan = setup.lifecycle() == Lifecycle.PER_CLASS ? Lifespan.PROPERTY : Lifespan.TRY;
    return Store.getOrCreate(ClusterHook.class, lifespan, setup::start);
  }
}
