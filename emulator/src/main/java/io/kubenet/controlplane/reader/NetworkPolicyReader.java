package io.kubenet.controlplane.reader;

import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.net.Cidr;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads admitted NetworkPolicies. */
public final class NetworkPolicyReader {

  private NetworkPolicyReader() {}

  public static NetworkPolicy read(ManifestObject object) {
    LocatedTree spec = object.located().get("spec");
    List<String> types = spec.get("policyTypes").texts();
    return new NetworkPolicy(
        object.objectName(),
        Fields.selector(spec.get("podSelector")),
        types.contains("Ingress")
            ? Optional.of(rules(spec.get("ingress"), "from"))
            : Optional.empty(),
        types.contains("Egress") ? Optional.of(rules(spec.get("egress"), "to")) : Optional.empty());
  }

  private static List<NetworkPolicy.Rule> rules(LocatedTree rules, String peers) {
    return rules.items().stream()
        .map(
            rule ->
                new NetworkPolicy.Rule(
                    rule.get(peers).items().stream().map(NetworkPolicyReader::peer).toList(),
                    rule.get("ports").items().stream().map(NetworkPolicyReader::port).toList()))
        .toList();
  }

  private static NetworkPolicy.Peer peer(LocatedTree peer) {
    LocatedTree block = peer.get("ipBlock");
    if (!block.isAbsent()) {
      return new NetworkPolicy.IpBlock(
          Cidr.of(block.get("cidr").text()),
          block.get("except").texts().stream().map(Cidr::of).toList());
    }
    return new NetworkPolicy.PodPeer(
        Fields.optionalSelector(peer.get("namespaceSelector")),
        Fields.optionalSelector(peer.get("podSelector")));
  }

  private static NetworkPolicy.Port port(LocatedTree port) {
    LocatedTree number = port.get("port");
    LocatedTree end = port.get("endPort");
    return new NetworkPolicy.Port(
        Protocol.valueOf(port.get("protocol").text()),
        number.isAbsent() ? Optional.empty() : Optional.of(ServiceReader.reference(number)),
        end.isAbsent() ? OptionalInt.empty() : OptionalInt.of(end.integer()));
  }
}
