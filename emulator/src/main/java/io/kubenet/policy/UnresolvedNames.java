package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.ListMultimap;
import io.kubenet.finding.Finding;
import io.kubenet.finding.FindingKind;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Pod;
import io.kubenet.model.PodDns;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.trace.PolicyDecision;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Pods whose queries to the cluster's DNS servers egress policies stop. */
final class UnresolvedNames {

  private final DnsServers servers;
  private final PolicyEngine engine;

  private UnresolvedNames(DnsServers servers) {
    this.servers = servers;
    this.engine = PolicyEngine.of(servers.state());
  }

  static Stream<Finding> in(ClusterState state) {
    return new UnresolvedNames(DnsServers.of(state)).findings(state.pods());
  }

  /** One finding for the pods that one policy stops. */
  private Stream<Finding> findings(Collection<Pod> pods) {
    ListMultimap<Finding.Subject, Pod> stopped = LinkedListMultimap.create();
    pods.forEach(pod -> stopping(pod).ifPresent(policy -> stopped.put(policy, pod)));
    return stopped.asMap().entrySet().stream()
        .map(entry -> finding(entry.getKey(), entry.getValue()));
  }

  /** The policy that keeps a pod from all servers. */
  private Optional<Finding.Subject> stopping(Pod pod) {
    if (pod.dns().policy() != PodDns.Policy.CLUSTER_FIRST || pod.isFinished()) {
      return Optional.empty();
    }
    List<PolicyDecision> decisions =
        pod.ips().stream()
            .flatMap(this::queries)
            .map(packet -> engine.egress(packet).decision())
            .collect(ImmutableList.toImmutableList());
    return decisions.stream().anyMatch(PolicyDecision::isAllowed)
        ? Optional.empty()
        : decisions.stream().findFirst().map(Blame::of);
  }

  private Stream<Packet> queries(IpAddress source) {
    return servers.ends().stream()
        .filter(server -> server.address().family() == source.family())
        .map(server -> Packet.first(Protocol.UDP, new IpPort(source, 40000), server));
  }

  private static Finding finding(Finding.Subject policy, Collection<Pod> pods) {
    String count = pods.size() == 1 ? "1 pod" : pods.size() + " pods";
    return Finding.error(
        FindingKind.POLICY_DENIES_DNS,
        policy,
        "egress denies the cluster's DNS servers, UDP 53 of kube-system/kube-dns; "
            + count
            + " cannot resolve names: "
            + Names.of(pods),
        "add an egress rule to namespaceSelector kubernetes.io/metadata.name=kube-system with"
            + " podSelector k8s-app=kube-dns, ports UDP 53 and TCP 53");
  }
}
