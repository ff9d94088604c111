package io.kubenet.controlplane.reader;

import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.model.ContainerPort;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the ports of a Pod's containers and sidecars. */
final class Containers {

  private Containers() {}

  /** Whether an init container goes on beside the others. */
  static boolean isSidecar(LocatedTree initContainer) {
    return initContainer.get("restartPolicy").optionalText().orElse("").equals("Always");
  }

  static List<ContainerPort> ports(LocatedTree spec) {
    boolean isHostNetwork = Fields.isTrue(spec.get("hostNetwork"));
    return Stream.concat(
            spec.get("containers").items().stream(),
            spec.get("initContainers").items().stream().filter(Containers::isSidecar))
        .flatMap(container -> container.get("ports").items().stream())
        .map(port -> port(port, isHostNetwork))
        .collect(ImmutableList.toImmutableList());
  }

  /** In the host's network each port is the host's (SetDefaults_HostNetworkPorts). */
  private static ContainerPort port(LocatedTree tree, boolean isHostNetwork) {
    int number = tree.get("containerPort").integer();
    int hostPort = Fields.integer(tree.get("hostPort"), isHostNetwork ? number : 0);
    return new ContainerPort(
        tree.get("name").optionalText().orElse(""),
        number,
        protocol(tree.get("protocol")),
        hostPort == 0 ? Optional.empty() : Optional.of(hostPort),
        Fields.nonEmpty(tree.get("hostIP")).map(text -> address(tree.get("hostIP"), text)));
  }

  private static Protocol protocol(LocatedTree tree) {
    String text = Fields.nonEmpty(tree).orElse("TCP");
    return switch (text) {
      case "TCP" -> Protocol.TCP;
      case "UDP" -> Protocol.UDP;
      case "SCTP" -> Protocol.SCTP;
      default -> throw tree.error("'" + text + "' is none of TCP, UDP, SCTP");
    };
  }

  static IpAddress address(LocatedTree tree, String text) {
    if (!IpAddress.isAddress(text)) {
      throw tree.error("'" + text + "' is no IP address");
    }
    return IpAddress.of(text);
  }
}
