package io.kubenet.policy;

import com.google.common.collect.ImmutableMap;
import io.kubenet.addressing.AddressBook;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Namespace;
import io.kubenet.model.Pod;
import io.kubenet.net.IpAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who is at which address, as policies tell them apart. */
final class Ends {

  private final ClusterState state;
  private final AddressBook book;
  private final Map<IpAddress, End.PodEnd> podEnds = new ConcurrentHashMap<>();
  private final Map<PodIdentity, PodIdentity> identities = new ConcurrentHashMap<>();

  Ends(ClusterState state, AddressBook book) {
    this.state = state;
    this.book = book;
  }

  End at(IpAddress address) {
    Optional<Pod> pod = book.podAt(address);
    if (pod.isPresent()) {
      return podEnds.computeIfAbsent(
          address, absent -> new End.PodEnd(pod.get(), identityOf(pod.get()), address));
    }
    return book.nodeWith(address)
        .<End>map(node -> new End.NodeEnd(node, address))
        .orElseGet(() -> new End.Outside(address));
  }

  private PodIdentity identityOf(Pod pod) {
    String namespace = pod.name().namespace();
    PodIdentity identity = new PodIdentity(namespace, labelsOf(namespace), pod.labels());
    return identities.computeIfAbsent(identity, same -> same);
  }

  /** A namespace that nobody described has the label that the API server gives every one. */
  private Map<String, String> labelsOf(String namespace) {
    return state
        .namespace(namespace)
        .map(Namespace::labels)
        .orElseGet(() -> ImmutableMap.of("kubernetes.io/metadata.name", namespace));
  }
}
