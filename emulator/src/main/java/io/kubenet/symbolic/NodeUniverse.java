package io.kubenet.symbolic;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.packetset.PacketBox;
import io.kubenet.packetset.PacketField;
import java.util.List;

/**
 * All packets that a node may meet: of every protocol that is modelled, from and to any address,
 * with any flags or types, by each of some interfaces, or sent by itself.
 *
 * @param interfaces the interfaces; {@link NodeMachine#NONE} is the node itself
 * @param boxes the packets
 */
public record NodeUniverse(List<String> interfaces, List<PacketBox> boxes) {

  public NodeUniverse {
    interfaces = ImmutableList.copyOf(interfaces);
    boxes = ImmutableList.copyOf(boxes);
  }

  /** The packets of some families. */
  public static NodeUniverse of(List<String> interfaces, List<IpFamily> families) {
    ImmutableList.Builder<PacketBox> boxes = ImmutableList.builder();
    for (IpFamily family : families) {
      for (Protocol protocol :
          List.of(Protocol.TCP, Protocol.UDP, Protocol.SCTP, Protocol.icmpOf(family))) {
        boxes.add(
            PacketBox.all(family, protocol)
                .ofAnyKind()
                .with(PacketField.IN_INTERFACE, IntervalSet.range(0, interfaces.size() - 1L)));
      }
    }
    return new NodeUniverse(interfaces, boxes.build());
  }
}
