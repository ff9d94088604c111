package io.kubenet.addressing;

import io.kubenet.finding.Finding;
import io.kubenet.finding.FindingKind;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Pod;
import io.kubenet.net.IpAddress;
import java.util.Map;
import java.util.stream.Stream;

/** Finds pods that have one address though both run: only one of them gets what is sent there. */
public final class SharedAddresses {

  private SharedAddresses() {}

  /** The findings of a cluster, one for each pod that has another's address. */
  public static Stream<Finding> in(ClusterState state) {
    AddressBook book = AddressBook.of(state);
    return state.pods().stream()
        .filter(pod -> pod.phase() == Pod.Phase.RUNNING && !pod.isHostNetwork())
        .flatMap(
            pod ->
                pod.ips().stream()
                    .flatMap(ip -> book.podAt(ip).stream().map(owner -> Map.entry(ip, owner)))
                    .filter(found -> !found.getValue().name().equals(pod.name()))
                    .map(found -> finding(pod, found.getKey(), found.getValue())));
  }

  private static Finding finding(Pod pod, IpAddress address, Pod owner) {
    return Finding.error(
        FindingKind.SHARED_POD_ADDRESS,
        new Finding.Subject("Pod", pod.name().toString(), "status.podIP"),
        "pod %s has the address %s too: what is sent there is taken to be for that pod alone"
            .formatted(owner.name(), address),
        "delete the pod that is there no more, or restart one of the two");
  }
}
