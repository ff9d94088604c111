package io.kubenet.controlplane.admission;

import io.kubenet.controlplane.admission.allocation.Allocators;
import io.kubenet.controlplane.admission.allocation.LoadBalancerAddresses;
import io.kubenet.controlplane.admission.validation.ApiError;
import io.kubenet.controlplane.admission.validation.Refused;
import io.kubenet.controlplane.kind.Kinds;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.controlplane.store.Objects;
import io.kubenet.controlplane.store.Stored;
import io.kubenet.manifest.ManifestObject;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an API server stores: objects, and who has which addresses and ports. An immutable value.
 *
 * @param objects the objects
 * @param allocators the cluster IPs and node ports
 * @param loadBalancers the addresses of load balancers
 */
record ObjectStore(Objects objects, Allocators allocators, LoadBalancerAddresses loadBalancers) {

  static ObjectStore empty(Allocators allocators) {
    return new ObjectStore(Objects.NONE, allocators, LoadBalancerAddresses.NONE);
  }

  /** The number of the last change. */
  long revision() {
    return objects.revision();
  }

  boolean has(ObjectKey key) {
    return objects.has(key);
  }

  boolean hasNamespace(String name) {
    return has(new ObjectKey("Namespace", "", name));
  }

  Optional<Stored> find(ObjectKey key) {
    return objects.find(key);
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
    return objects.all().map(Kinds::completed);
  }

  ObjectStore with(Allocators changed) {
    return new ObjectStore(objects, changed, loadBalancers);
  }

  ObjectStore with(ManifestObject object) {
    ObjectKey key = ObjectKey.of(object);
    LoadBalancerAddresses addresses = withoutAddressesOf(key);
    return new ObjectStore(
        objects.with(Stored.sent(object, revision() + 1)),
        allocators,
        isService(key) ? addresses.with(object.tree()) : addresses);
  }

  ObjectStore without(ObjectKey key) {
    return new ObjectStore(objects.without(key), allocators, withoutAddressesOf(key));
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
