package io.kubenet.controlplane.reader;

import com.google.common.collect.ImmutableMap;
import io.kubenet.controlplane.endpoints.ManagedSlice;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads admitted EndpointSlices of addresses. */
public final class EndpointSliceReader {

  private static final String SERVICE_LABEL = "kubernetes.io/service-name";

  private EndpointSliceReader() {}

  /** A slice; empty for one of names (FQDN), which nobody reads. */
  public static Optional<EndpointSlice> read(ManifestObject object) {
    LocatedTree tree = object.located();
    String type = tree.get("addressType").text();
    if (type.equals("FQDN")) {
      return Optional.empty();
    }
    LocatedTree service = tree.get("metadata").get("labels").get(SERVICE_LABEL);
    return Optional.of(
        new EndpointSlice(
            object.objectName(),
            Fields.nonEmpty(service).map(name -> new ObjectName(object.namespace(), name)),
            type.equals("IPv6") ? IpFamily.IPV6 : IpFamily.IPV4,
            tree.get("ports").items().stream().map(EndpointSliceReader::port).toList(),
            tree.get("endpoints").items().stream()
                .map(endpoint -> endpoint(endpoint, object.namespace()))
                .toList()));
  }

  /** A slice with who looks after it. */
  public static Optional<ManagedSlice> managed(ManifestObject object) {
    String manager =
        object.tree().path("metadata").path("labels").path(ManagedSlice.LABEL).asText();
    return read(object).map(slice -> new ManagedSlice(slice, manager));
  }

  private static EndpointSlice.Port port(LocatedTree port) {
    LocatedTree number = port.get("port");
    return new EndpointSlice.Port(
        port.get("name").textOrEmpty(),
        Protocol.valueOf(port.get("protocol").text()),
        number.isAbsent() ? OptionalInt.empty() : OptionalInt.of(number.integer()));
  }

  /**
   * Who says nothing is ready, and serves even if it says that it is not ready: so kube-proxy takes
   * it (EndpointSliceCache.addEndpoints of 1.36), where the API's text would have readers take the
   * one for the other.
   */
  private static EndpointSlice.Endpoint endpoint(LocatedTree endpoint, String namespace) {
    LocatedTree conditions = endpoint.get("conditions");
    LocatedTree hints = endpoint.get("hints");
    return new EndpointSlice.Endpoint(
        endpoint.get("addresses").items().stream()
            .map(address -> Containers.address(address, address.text()))
            .toList(),
        conditions.get("ready").optionalTruth().orElse(true),
        conditions.get("serving").optionalTruth().orElse(true),
        Fields.isTrue(conditions.get("terminating")),
        Fields.nonEmpty(endpoint.get("hostname")),
        Fields.nonEmpty(endpoint.get("nodeName")),
        Fields.nonEmpty(endpoint.get("zone")),
        names(hints.get("forZones")),
        names(hints.get("forNodes")),
        pod(endpoint.get("targetRef"), namespace),
        spellings(endpoint.get("addresses")));
  }

  /** The addresses whose text is not the one that an address prints. */
  private static Map<IpAddress, String> spellings(LocatedTree addresses) {
    return addresses.texts().stream()
        .filter(text -> !IpAddress.of(text).toString().equals(text))
        .collect(ImmutableMap.toImmutableMap(IpAddress::of, text -> text, (first, again) -> first));
  }

  private static List<String> names(LocatedTree hints) {
    return hints.items().stream().map(hint -> hint.get("name").textOrEmpty()).toList();
  }

  static Optional<ObjectName> pod(LocatedTree target, String namespace) {
    boolean isPod = target.get("kind").textOrEmpty().equals("Pod");
    return Fields.nonEmpty(target.get("name"))
        .filter(name -> isPod)
        .map(
            name ->
                new ObjectName(Fields.nonEmpty(target.get("namespace")).orElse(namespace), name));
  }
}
