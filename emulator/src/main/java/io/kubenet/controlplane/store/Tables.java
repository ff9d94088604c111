package io.kubenet.controlplane.store;

import io.kubenet.controlplane.endpoints.Endpoints;
import io.kubenet.controlplane.endpoints.ManagedSlice;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.workload.DisruptionBudget;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.controlplane.writer.NodeWriter;
import io.kubenet.controlplane.writer.PodWriter;
import io.kubenet.controlplane.writer.ReplicaSetWriter;
import io.kubenet.controlplane.writer.SliceWriter;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.AdminNetworkPolicy;
import io.kubenet.model.BaselineAdminNetworkPolicy;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Namespace;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The tables of the kinds that networking reads. */
public final class Tables {

  /** Namespaces. */
  public static final Table<Namespace> NAMESPACES =
      Rows.of("Namespace", (Namespace n) -> global(n.name()))
          .with((store, n) -> store.with(store.cluster().with(n)))
          .without((store, n) -> store.with(store.cluster().withoutNamespace(n.name())));

  /** Nodes. */
  public static final Table<Node> NODES =
      Rows.of("Node", (Node n) -> global(n.name()))
          .with((store, n) -> store.with(store.cluster().with(n)))
          .without((store, n) -> store.with(store.cluster().withoutNode(n.name())))
          .written(NodeWriter::written);

  /** Pods. */
  public static final Table<PodObject> PODS =
      Rows.of("Pod", PodObject::name)
          .with(
              (store, p) -> store.with(store.pods().with(p)).with(store.cluster().with(p.toPod())))
          .without(
              (store, p) ->
                  store
                      .with(store.pods().without(p.name()))
                      .with(store.cluster().withoutPod(p.name())))
          .written(PodWriter::written);

  /** Services. */
  public static final Table<Service> SERVICES =
      Rows.of("Service", Service::name)
          .with(Tables::withService)
          .without(
              (store, s) ->
                  store
                      .with(store.services().without(s))
                      .with(store.cluster().withoutService(s.name())));

  /** Endpoints objects. */
  public static final Table<Endpoints> ENDPOINTS =
      Rows.of("Endpoints", Endpoints::name)
          .with((store, e) -> store.with(store.services().with(e)))
          .without((store, e) -> store.with(store.services().withoutEndpoints(e.name())));

  /** EndpointSlices. */
  public static final Table<ManagedSlice> SLICES =
      Rows.of("EndpointSlice", (ManagedSlice s) -> s.slice().name())
          .with(Tables::withSlice)
          .without(Tables::withoutSlice)
          .written(SliceWriter::written);

  /** NetworkPolicies. */
  public static final Table<NetworkPolicy> NETWORK_POLICIES =
      ofState(
          "NetworkPolicy",
          NetworkPolicy::name,
          ClusterState::with,
          (cluster, p) -> cluster.withoutNetworkPolicy(p.name()));

  /** AdminNetworkPolicies. */
  public static final Table<AdminNetworkPolicy> ADMIN_POLICIES =
      ofState(
          "AdminNetworkPolicy",
          p -> global(p.name()),
          ClusterState::with,
          (cluster, p) -> cluster.withoutAdminNetworkPolicy(p.name()));

  /** The BaselineAdminNetworkPolicy. */
  public static final Table<BaselineAdminNetworkPolicy> BASELINE_POLICIES =
      ofState(
          "BaselineAdminNetworkPolicy",
          p -> global("default"),
          ClusterState::with,
          (cluster, p) -> cluster.withoutBaselineAdminNetworkPolicy());

  /** PodDisruptionBudgets. */
  public static final Table<DisruptionBudget> BUDGETS =
      Rows.of("PodDisruptionBudget", DisruptionBudget::name);

  private Tables() {}

  /** The workloads of a kind. */
  public static Table<Workload> workloads(String kind) {
    return Rows.of(kind, (Workload w) -> w.key().name())
        .with((store, w) -> store.with(store.workloads().with(w)))
        .without((store, w) -> store.with(store.workloads().without(w.key())))
        .written(ReplicaSetWriter::written);
  }

  private static <V> Table<V> ofState(
      String kind,
      Function<V, ObjectName> name,
      BiFunction<ClusterState, V, ClusterState> with,
      BiFunction<ClusterState, V, ClusterState> without) {
    return Rows.of(kind, name)
        .with((store, object) -> store.with(with.apply(store.cluster(), object)))
        .without((store, object) -> store.with(without.apply(store.cluster(), object)));
  }

  private static ObjectName global(String name) {
    return new ObjectName("", name);
  }

  private static Store withService(Store store, Service service) {
    Services others =
        store
            .cluster()
            .service(service.name())
            .map(store.services()::without)
            .orElse(store.services());
    return store.with(others.with(service)).with(store.cluster().with(service));
  }

  private static Store withSlice(Store store, ManagedSlice slice) {
    Store left =
        store
            .objects()
            .find(ObjectKey.of("EndpointSlice", slice.slice().name()))
            .flatMap(there -> there.value(ManagedSlice.class))
            .filter(
                there ->
                    !there.slice().service().equals(slice.slice().service())
                        || !there.manager().equals(slice.manager()))
            .map(there -> withoutSlice(store, there))
            .orElse(store);
    return left.with(left.services().with(slice)).with(left.cluster().with(slice.slice()));
  }

  private static Store withoutSlice(Store store, ManagedSlice slice) {
    return slice
        .slice()
        .service()
        .map(
            service ->
                store
                    .with(store.services().without(slice))
                    .with(store.cluster().withoutSlice(service, slice.slice().name())))
        .orElse(store);
  }

  /** A table whose objects are written down as they were sent, if nothing else is said. */
  private record Rows<V>(
      String kind,
      Function<V, ObjectName> names,
      BiFunction<Store, V, Store> put,
      BiFunction<Store, V, Store> take,
      BiFunction<V, Optional<ManifestObject>, ManifestObject> writer)
      implements Table<V> {

    static <V> Rows<V> of(String kind, Function<V, ObjectName> names) {
      return new Rows<>(
          kind, names, (s, o) -> s, (s, o) -> s, (object, sent) -> sent.orElseThrow());
    }

    Rows<V> with(BiFunction<Store, V, Store> other) {
      return new Rows<>(kind, names, other, take, writer);
    }

    Rows<V> without(BiFunction<Store, V, Store> other) {
      return new Rows<>(kind, names, put, other, writer);
    }

    Rows<V> written(BiFunction<V, Optional<ManifestObject>, ManifestObject> other) {
      return new Rows<>(kind, names, put, take, other);
    }

    @Override
    public ObjectName name(V object) {
      return names.apply(object);
    }

    @Override
    public Store with(Store store, V object) {
      return put.apply(store, object);
    }

    @Override
    public Store without(Store store, V object) {
      return take.apply(store, object);
    }

    @Override
    public ManifestObject written(V object, Optional<ManifestObject> sent) {
      return writer.apply(object, sent);
    }
  }
}
