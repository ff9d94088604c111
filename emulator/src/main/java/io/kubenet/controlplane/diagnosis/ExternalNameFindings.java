package io.kubenet.controlplane.diagnosis;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import io.kubenet.finding.FindingKind;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ObjectName;
import io.kubenet.model.PortReference;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is wrong with an ExternalName Service: to clients it is an alias in DNS, and nothing else.
 *
 * @param cluster where its name may lead to
 * @param service the Service
 */
record ExternalNameFindings(ClusterState cluster, Service service) {

  private static final String FIELD = "spec.externalName";

  List<Raw> find() {
    String name = service.externalName().orElse("");
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (InetAddresses.isInetAddress(bare)) {
      return ImmutableList.of(
          Raw.warning(
              FindingKind.EXTERNAL_NAME_IS_ADDRESS,
              FIELD,
              "externalName " + bare + " is an address, and is taken for a host name",
              "use a Service without selector and an EndpointSlice with this address"));
    }
    List<String> labels = Splitter.on('.').splitToList(bare);
    if (isShort(labels)) {
      return ImmutableList.of(unsearched(bare, labels));
    }
    return named(labels).map(this::ofService).orElseGet(this::renumbered);
  }

  /** A name that a pod's search domains would complete, and CoreDNS does not. */
  private boolean isShort(List<String> labels) {
    return switch (labels.size()) {
      case 1 -> true;
      case 2 -> cluster.service(new ObjectName(labels.get(1), labels.get(0))).isPresent();
      case 3 -> labels.get(2).equals("svc");
      default -> false;
    };
  }

  private Raw unsearched(String bare, List<String> labels) {
    String namespace = labels.size() == 1 ? service.name().namespace() : labels.get(1);
    return Raw.warning(
        FindingKind.EXTERNAL_NAME_IS_SHORT,
        FIELD,
        "externalName '" + bare + "' is asked for as it stands, without search domains",
        "write the whole name: %s.%s.svc.cluster.local".formatted(labels.get(0), namespace));
  }

  /** The Service that a whole name is of. */
  private static Optional<ObjectName> named(List<String> labels) {
    return labels.size() == 5 && labels.get(2).equals("svc")
        ? Optional.of(new ObjectName(labels.get(1), labels.get(0)))
        : Optional.empty();
  }

  private List<Raw> ofService(ObjectName name) {
    return cluster
        .service(name)
        .map(this::unanswered)
        .orElseGet(
            () ->
                ImmutableList.of(
                    Raw.warning(
                        FindingKind.EXTERNAL_NAME_OF_NO_SERVICE,
                        FIELD,
                        "there is no Service '" + name + "'",
                        "name a Service that is there, or apply that one, too")));
  }

  private List<Raw> unanswered(Service meant) {
    return IntStream.range(0, service.ports().size())
        .filter(i -> meant.type() != Service.Type.EXTERNAL_NAME)
        .filter(
            i -> meant.ports().stream().noneMatch(p -> p.port() == service.ports().get(i).port()))
        .mapToObj(
            i ->
                meaningless(
                    i,
                    "clients reach Service %s, which has no port %d: its ports are %s"
                        .formatted(
                            meant.name(), service.ports().get(i).port(), ServicePorts.of(meant))))
        .collect(ImmutableList.toImmutableList());
  }

  private List<Raw> renumbered() {
    return IntStream.range(0, service.ports().size())
        .filter(i -> isRenumbered(service.ports().get(i)))
        .mapToObj(
            i ->
                meaningless(
                    i,
                    "clients reach the port that they ask for, %d"
                        .formatted(service.ports().get(i).port())))
        .collect(ImmutableList.toImmutableList());
  }

  private static boolean isRenumbered(ServicePort port) {
    return port.targetPort() instanceof PortReference.Numbered target
        && target.number() != port.port();
  }

  private static Raw meaningless(int index, String consequence) {
    return Raw.warning(
        FindingKind.EXTERNAL_NAME_PORTS,
        "spec.ports[" + index + "]",
        "ports of an ExternalName Service mean nothing: " + consequence,
        "ask for the port that is served there, or use a Service with EndpointSlices");
  }
}
