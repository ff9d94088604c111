package io.kubenet.policy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Namespace;
import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.net.IpAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who has which address. */
final class AddressBook {

  private final ClusterState state;
  private final Map<IpAddress, Node> nodes = new LinkedHashMap<>();
  private final Map<IpAddress, Pod> pods = new LinkedHashMap<>();
  private final Map<IpAddress, End.PodEnd> podEnds = new ConcurrentHashMap<>();
  private final Map<PodIdentity, PodIdentity> identities = new ConcurrentHashMap<>();

  AddressBook(ClusterState state) {
    this.state = state;
    state.nodes().forEach(this::enter);
    state.pods().forEach(this::enter);
  }

  End at(IpAddress address) {
    Pod pod = pods.get(address);
    if (pod != null) {
      return podEnds.computeIfAbsent(
          address, absent -> new End.PodEnd(pod, identityOf(pod), address));
    }
    Node node = nodes.get(address);
    return node != null ? new End.NodeEnd(node, address) : new End.Outside(address);
  }

  /** A node has its InternalIPs, and on its bridge the first address of each pod block. */
  private void enter(Node node) {
    Iterable<IpAddress> bridge = Lists.transform(node.podCidrs(), cidr -> cidr.at(1));
    Iterables.concat(node.internalIps(), bridge).forEach(ip -> nodes.putIfAbsent(ip, node));
  }

  /** A finished pod has given its address back; one in its host's network has none of its own. */
  private void enter(Pod pod) {
    if (!pod.isFinished() && !pod.isHostNetwork()) {
      pod.ips().forEach(ip -> pods.putIfAbsent(ip, pod));
    }
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
