package io.kubenet.policy;

import io.kubenet.model.LabelSelector;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.PodSelection;
import java.util.Optional;

/** A condition on what selectors see of a pod. */
interface PodMatcher {

  boolean matches(PodIdentity pod);

  /** The pods of a NetworkPolicy's peer; without a namespace selector those of its namespace. */
  static PodMatcher of(NetworkPolicy.PodPeer peer, String namespace) {
    LabelSelector pods = peer.podSelector().orElseGet(LabelSelector::everything);
    Optional<LabelSelector> namespaces = peer.namespaceSelector();
    return namespaces.isPresent()
        ? of(new PodSelection(namespaces.get(), pods))
        : pod -> pod.namespace().equals(namespace) && pods.matches(pod.podLabels());
  }

  static PodMatcher of(PodSelection selection) {
    return pod -> selection.matches(pod.namespaceLabels(), pod.podLabels());
  }
}
