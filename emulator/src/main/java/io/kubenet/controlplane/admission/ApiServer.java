package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.kubenet.controlplane.admission.allocation.AllocationConfig;
import io.kubenet.controlplane.admission.allocation.Allocators;
import io.kubenet.controlplane.admission.allocation.Owner;
import io.kubenet.controlplane.admission.service.ServiceTree;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.controlplane.admission.validation.Refused;
import io.kubenet.controlplane.kind.Kinds;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.controlplane.store.Objects;
import io.kubenet.controlplane.store.Stored;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An API server with what it stores: an immutable value. A request gives an {@link Answer}, which
 * holds the server after it.
 *
 * <p>Where the real one picks at random, the lowest free number is taken.
 */
public final class ApiServer {

  private static final List<String> FIRST_NAMESPACES =
      ImmutableList.of("default", "kube-node-lease", "kube-public", "kube-system");

  private final ObjectStore store;

  ApiServer(ObjectStore store) {
    this.store = store;
  }

  /**
   * A server with the namespaces that every cluster has. The first address of the Services is that
   * of default/kubernetes.
   */
  public static ApiServer start(AllocationConfig config) {
    IpAddress first = config.serviceCidrs().get(0).at(1);
    ApiServer server =
        new ApiServer(ObjectStore.empty(Allocators.of(config).with(first, Owner.KUBERNETES)));
    for (String name : FIRST_NAMESPACES) {
      server = server.withNamespace(name);
    }
    return server;
  }

  /** Stores a new object, as POST does. */
  public Answer create(ManifestObject sent) {
    return answer(sent.kind(), () -> new Admission(store).create(sent));
  }

  /** Puts an object in the place of the one with a key, as PUT does. */
  public Answer replace(ObjectKey at, ManifestObject sent) {
    return answer(at.kind(), () -> new Admission(store).replace(at, sent));
  }

  /** Changes an object, as PATCH does. */
  public Answer patch(ObjectKey key, Patch patch) {
    return answer(key.kind(), () -> new Admission(store).patch(key, patch));
  }

  /** Changes the status of an object alone, as PATCH of the status subresource does. */
  public Answer patchStatus(ObjectKey key, Patch patch) {
    return answer(key.kind(), () -> new Admission(store).patchStatus(key, patch));
  }

  /** Removes an object. */
  public Answer delete(ObjectKey key) {
    return answer(key.kind(), () -> new Admission(store).delete(key));
  }

  /** Asks for an object. */
  public Answer get(ObjectKey key) {
    return answer(key.kind(), () -> Answer.of(200, store.get(key).object(), this));
  }

  /**
   * Creates an object, or makes it what its manifest now says, as {@code kubectl apply} does. A
   * status in the manifest is kept.
   */
  public Answer apply(ManifestObject sent) {
    Optional<Stored> there = store.find(ObjectKey.of(sent));
    Answer answer =
        there.isEmpty() || sent.name().isEmpty()
            ? create(sent)
            : answer(sent.kind(), () -> new Admission(store).apply(there.get(), sent));
    if (answer.isRefused() || sent.tree().path("status").isEmpty()) {
      return answer;
    }
    Answer whole = answer.withStatusOf(sent);
    return whole.error().map(error -> Answer.refused(error, this)).orElse(whole);
  }

  /**
   * Applies objects, so that what they ask for by name is not given to others of them that ask for
   * anything. Namespaces come first; those that nobody makes are made.
   *
   * @throws io.kubenet.manifest.ManifestException if one is refused
   */
  public ApiServer load(List<ManifestObject> sent) {
    ApiServer server = holding(StaticRequests.addresses(sent), StaticRequests.ports(sent));
    Iterable<ManifestObject> namespaces = Iterables.filter(sent, ApiServer::isNamespace);
    Iterable<ManifestObject> others = Iterables.filter(sent, one -> !isNamespace(one));
    for (ManifestObject object : Iterables.concat(namespaces, others)) {
      server = server.withNamespaceOf(object).apply(object).orThrow(object).server();
    }
    return server.holding(ImmutableList.of(), ImmutableList.of());
  }

  /**
   * Stores objects as another API server has stored them: what they leave out is filled in, but
   * nothing is judged, so that two of them may have one node port.
   *
   * @throws io.kubenet.manifest.ManifestException if one does not fit its kind
   */
  public ApiServer restore(List<ManifestObject> stored) {
    ApiServer server = this;
    for (ManifestObject object : stored) {
      Admission admission = new Admission(server.store);
      server = answer(object.kind(), () -> admission.restore(object)).orThrow(object).server();
    }
    return server;
  }

  /**
   * Gives a Service of type LoadBalancer an address of each of its families, as a cloud does; one
   * whose status has addresses or names keeps them.
   */
  public ApiServer withLoadBalancer(ObjectKey key) {
    ServiceTree service = ServiceTree.of(store.get(key).object().tree());
    boolean hasIngress = !service.tree().at("/status/loadBalancer/ingress").isEmpty();
    if (!service.isLoadBalancer() || hasIngress) {
      return this;
    }
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ArrayNode ingress = patch.withArray("/status/loadBalancer/ingress");
    for (String family : service.ipFamilies()) {
      IpAddress address = store.loadBalancers().next(ServiceTree.family(family));
      ingress.addObject().put("ip", address.toString());
    }
    return patchStatus(key, new Patch.Merge(patch)).server();
  }

  /** The number of the last change. */
  public long revision() {
    return store.revision();
  }

  /** This server with the objects that components have made of its own since. */
  public ApiServer with(Objects objects) {
    return new ApiServer(new ObjectStore(objects, store.allocators(), store.loadBalancers()));
  }

  /** What there is, in the order of kinds, namespaces and names. */
  public Stream<ObjectKey> keys() {
    return store.objects().all().map(Stored::key);
  }

  /** The names of the objects of a kind, in their order. */
  public Stream<ObjectKey> keys(String kind) {
    return store.objects().all(kind).map(Stored::key);
  }

  public boolean has(ObjectKey key) {
    return store.has(key);
  }

  /** An object as it is stored. */
  public Optional<Stored> stored(ObjectKey key) {
    return store.find(key);
  }

  /** An object. */
  public Optional<ManifestObject> find(ObjectKey key) {
    return store.find(key).map(Kinds::completed);
  }

  /** The objects of a kind, in the order of their namespaces and names. */
  public Stream<ManifestObject> list(String kind) {
    return store.objects().all(kind).map(Kinds::completed);
  }

  /** All objects, in the order of their kinds, namespaces and names. */
  public Stream<ManifestObject> list() {
    return store.all();
  }

  private Answer answer(String kind, Supplier<Answer> request) {
    return answer(request).with(Kinds.of(kind).rules().deprecations());
  }

  private Answer answer(Supplier<Answer> request) {
    try {
      return request.get();
    } catch (Refused e) {
      return Answer.refused(e.error(), this);
    }
  }

  private ApiServer holding(Iterable<IpAddress> addresses, Iterable<Integer> ports) {
    return new ApiServer(store.with(store.allocators().holding(addresses, ports)));
  }

  private ApiServer withNamespaceOf(ManifestObject object) {
    String name = object.namespace();
    boolean isMissing =
        !name.isEmpty() && !store.hasNamespace(name) && Names.dnsLabel(name).isEmpty();
    return isMissing ? withNamespace(name) : this;
  }

  private ApiServer withNamespace(String name) {
    TextSource source =
        new TextSource(
            "the cluster", "{apiVersion: v1, kind: Namespace, metadata: {name: '" + name + "'}}");
    return create(ManifestReader.read(source).objects().get(0)).server();
  }

  private static boolean isNamespace(ManifestObject object) {
    return object.kind().equals("Namespace");
  }
}
