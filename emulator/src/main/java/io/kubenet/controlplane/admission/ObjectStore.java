package io.kubenet.controlplane.admission;

import io.kubenet.controlplane.admission.allocation.Allocators;
import io.kubenet.controlplane.admission.allocation.LoadBalancerAddresses;
import io.kubenet.controlplane.admission.validation.ApiError;
import io.kubenet.controlplane.admission.validation.Refused;
import io.kubenet.manifest.ManifestObject;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * What an API server stores: objects, and who has which addresses and ports. An immutable value.
 *
 * @param objects the objects
 * @param allocators the cluster IPs and node ports
 * @param loadBalancers the addresses of load balancers
 * @param revision the number of the last change
 */
record ObjectStore(
    PMap<ObjectKey, Stored> objects,
    Allocators allocators,
    LoadBalancerAddresses loadBalancers,
    long revision) {

  /** Before it, a real server has stored what it needs itself. */
  private static final long FIRST_REVISION = 100;

  static ObjectStore empty(Allocators allocators) {
    return new ObjectStore(
        TreePMap.empty(), allocators, LoadBalancerAddresses.NONE, FIRST_REVISION);
  }

  boolean has(ObjectKey key) {
    return objects.containsKey(key);
  }

  boolean hasNamespace(String name) {
    return has(new ObjectKey("Namespace", "", name));
  }

  Optional<Stored> find(ObjectKey key) {
    return Optional.ofNullable(objects.get(key));
  }

  /**
   * What is stored under a key.
   *
   * @throws Refused if nothing is
   */
  Stored get(ObjectKey key) {
    return find(key).orElseThrow(() -> new Refused(ApiError.notFound(key.toString())));
  }

  Stream<ManifestObject> all() {
    return objects.values().stream().map(Stored::object);
  }

  ObjectStore with(Allocators changed) {
    return new ObjectStore(objects, changed, loadBalancers, revision);
  }

  ObjectStore with(ManifestObject object) {
    ObjectKey key = ObjectKey.of(object);
    LoadBalancerAddresses addresses = withoutAddressesOf(key);
    return new ObjectStore(
        objects.plus(key, new Stored(object, revision + 1)),
        allocators,
        isService(key) ? addresses.with(object.tree()) : addresses,
        revision + 1);
  }

  ObjectStore without(ObjectKey key) {
    return new ObjectStore(objects.minus(key), allocators, withoutAddressesOf(key), revision + 1);
  }

  private LoadBalancerAddresses withoutAddressesOf(ObjectKey key) {
    return isService(key)
        ? find(key).map(old -> loadBalancers.without(old.object().tree())).orElse(loadBalancers)
        : loadBalancers;
  }

  static boolean isService(ObjectKey key) {
    return key.kind().equals("Service");
  }
}
