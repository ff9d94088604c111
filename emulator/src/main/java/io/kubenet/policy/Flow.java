package io.kubenet.policy;

import io.kubenet.model.ContainerPort;
import io.kubenet.net.Packet;
import io.kubenet.trace.PolicyDirection;
import java.util.List;

/**
 * A first packet as the policies of one pod see it.
 *
 * @param direction whether the pod is connected to or connects
 * @param packet the packet, after DNAT and before SNAT
 * @param subject the pod
 * @param peer the other side
 */
record Flow(PolicyDirection direction, Packet packet, End.PodEnd subject, End peer) {

  /** The ports that the destination declares; none where it is no pod. */
  List<ContainerPort> destinationPorts() {
    End destination = direction == PolicyDirection.INGRESS ? subject : peer;
    return destination instanceof End.PodEnd end ? end.pod().ports() : List.of();
  }
}
