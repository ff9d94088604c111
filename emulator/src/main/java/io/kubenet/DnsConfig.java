package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.dns.ClusterDns;
import io.kubenet.dns.Corefile;
import io.kubenet.dns.ExternalZone;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * How names are set up.
 *
 * @param corefile the server's configuration; the one that kubeadm installs if empty
 * @param external the names outside of the cluster
 * @param addresses what the server itself has; empty for those of the endpoints of kube-dns
 */
record DnsConfig(Optional<Corefile> corefile, ExternalZone external, List<IpAddress> addresses) {

  static final DnsConfig DEFAULT =
      new DnsConfig(Optional.empty(), ExternalZone.empty(), ImmutableList.of());

  DnsConfig withCorefile(Corefile other) {
    return new DnsConfig(Optional.of(other), external, addresses);
  }

  DnsConfig withExternalName(String name, IpAddress address) {
    return new DnsConfig(corefile, external.withName(name, address), addresses);
  }

  DnsConfig withAddresses(List<IpAddress> others) {
    return new DnsConfig(corefile, external, others);
  }

  /** A server that was just started. */
  ClusterDns server(KubernetesVersion version) {
    return ClusterDns.of(corefile.orElseGet(() -> Corefile.ofKubeadm(version.minor())))
        .withAddresses(addresses)
        .withExternalZone(external);
  }
}
