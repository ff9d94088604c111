package io.kubenet.controlplane.reader;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.endpoints.Endpoints;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.EndpointSlice;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads admitted Endpoints objects. */
public final class EndpointsReader {

  private static final String SKIP_MIRROR = "endpointslice.kubernetes.io/skip-mirror";
  private static final String LEADER = "control-plane.alpha.kubernetes.io/leader";

  private EndpointsReader() {}

  public static Endpoints read(ManifestObject object) {
    LocatedTree tree = object.located();
    LocatedTree metadata = tree.get("metadata");
    boolean isSkipped = metadata.get("labels").get(SKIP_MIRROR).textOrEmpty().equals("true");
    return new Endpoints(
        object.objectName(),
        tree.get("subsets").items().stream().map(s -> subset(s, object.namespace())).toList(),
        !isSkipped && metadata.get("annotations").get(LEADER).isAbsent());
  }

  private static Endpoints.Subset subset(LocatedTree subset, String namespace) {
    List<EndpointSlice.Endpoint> endpoints =
        Stream.concat(
                subset.get("addresses").items().stream()
                    .map(address -> endpoint(address, namespace, true)),
                subset.get("notReadyAddresses").items().stream()
                    .map(address -> endpoint(address, namespace, false)))
            .toList();
    return new Endpoints.Subset(
        subset.get("ports").items().stream().map(EndpointsReader::port).toList(), endpoints);
  }

  private static EndpointSlice.Port port(LocatedTree port) {
    return new EndpointSlice.Port(
        port.get("name").textOrEmpty(),
        Protocol.valueOf(port.get("protocol").text()),
        OptionalInt.of(port.get("port").integer()));
  }

  private static EndpointSlice.Endpoint endpoint(
      LocatedTree address, String namespace, boolean ready) {
    return new EndpointSlice.Endpoint(
        ImmutableList.of(Containers.address(address.get("ip"), address.get("ip").text())),
        ready,
        ready,
        false,
        Fields.nonEmpty(address.get("hostname")),
        Fields.nonEmpty(address.get("nodeName")),
        Optional.empty(),
        ImmutableList.of(),
        ImmutableList.of(),
        EndpointSliceReader.pod(address.get("targetRef"), namespace));
  }
}
