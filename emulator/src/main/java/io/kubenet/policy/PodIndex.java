package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import io.kubenet.model.ClusterState;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.Namespace;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.Pod;
import java.util.List;
import java.util.stream.Stream;

/** The pods of a cluster that have not finished, by namespace. */
final class PodIndex {

  private final ClusterState state;
  private final ImmutableListMultimap<String, Pod> byNamespace;

  PodIndex(ClusterState state) {
    this.state = state;
    List<Pod> pods =
        state.pods().stream()
            .filter(pod -> !pod.isFinished())
            .collect(ImmutableList.toImmutableList());
    this.byNamespace = Multimaps.index(pods, pod -> pod.name().namespace());
  }

  List<Pod> all() {
    return byNamespace.values().asList();
  }

  List<Pod> ofNamespace(String namespace) {
    return byNamespace.get(namespace);
  }

  List<Pod> selectedBy(NetworkPolicy policy) {
    return matching(policy.podSelector(), policy.name().namespace());
  }

  /** The pods that a peer in a policy of this namespace means. */
  List<Pod> matching(NetworkPolicy.PodPeer peer, String namespace) {
    LabelSelector selector = peer.podSelector().orElseGet(LabelSelector::everything);
    return peer.namespaceSelector()
        .map(namespaces -> matching(selector, namespaces))
        .orElseGet(() -> matching(selector, namespace));
  }

  private List<Pod> matching(LabelSelector selector, LabelSelector namespaces) {
    return state.namespaces().stream()
        .filter(namespace -> namespaces.matches(namespace.labels()))
        .map(Namespace::name)
        .flatMap(namespace -> matching(selector, namespace).stream())
        .collect(ImmutableList.toImmutableList());
  }

  private List<Pod> matching(LabelSelector selector, String namespace) {
    Stream<Pod> pods = ofNamespace(namespace).stream();
    return pods.filter(pod -> selector.matches(pod.labels()))
        .collect(ImmutableList.toImmutableList());
  }
}
