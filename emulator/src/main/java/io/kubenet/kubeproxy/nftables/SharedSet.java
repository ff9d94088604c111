package io.kubenet.kubeproxy.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.ruleset.nftables.DataType;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.NamedSet;
import io.kubenet.ruleset.nftables.SetReference;
import java.util.List;
import java.util.Locale;

/** The sets and maps that all Services share in nftables mode. */
enum SharedSet {
  HAIRPIN_CONNECTIONS("service hairpin connections"),
  CLUSTER_IPS("Active ClusterIPs"),
  NODEPORT_IPS("IPs that accept NodePort traffic"),
  NO_ENDPOINT_SERVICES("vmap to drop or reject packets to services with no endpoints"),
  NO_ENDPOINT_NODEPORTS("vmap to drop or reject packets to service nodeports with no endpoints"),
  FIREWALL_IPS("destinations that are subject to LoadBalancerSourceRanges"),
  SERVICE_IPS("ClusterIP, ExternalIP and LoadBalancer IP traffic"),
  SERVICE_NODEPORTS("NodePort traffic");

  private final String comment;

  SharedSet(String comment) {
    this.comment = comment;
  }

  private String setName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  SetReference reference() {
    return new SetReference.Named(setName());
  }

  /** The set in the table of a family. */
  NamedSet with(List<Element> elements, Words words) {
    return new NamedSet(
        setName(), type(words.addressType()), NamedSet.Properties.NONE, comment, elements);
  }

  private NamedSet.Type type(DataType address) {
    return switch (this) {
      case CLUSTER_IPS, NODEPORT_IPS -> NamedSet.Type.set(address);
      case HAIRPIN_CONNECTIONS ->
          NamedSet.Type.set(address, address, DataType.INET_PROTO, DataType.INET_SERVICE);
      case NO_ENDPOINT_NODEPORTS, SERVICE_NODEPORTS ->
          NamedSet.Type.verdictMap(DataType.INET_PROTO, DataType.INET_SERVICE);
      case NO_ENDPOINT_SERVICES, FIREWALL_IPS, SERVICE_IPS ->
          NamedSet.Type.verdictMap(address, DataType.INET_PROTO, DataType.INET_SERVICE);
    };
  }

  /** The sets that every version has. */
  static List<SharedSet> ofAllVersions() {
    return ImmutableList.copyOf(values()).subList(1, values().length);
  }
}
