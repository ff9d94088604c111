package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Chance;
import io.kubenet.chance.Choice;
import io.kubenet.chance.Exploration;
import io.kubenet.chance.Fraction;
import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Exchange;
import io.kubenet.dataplane.Fabric;
import io.kubenet.dataplane.Place;
import io.kubenet.dns.ClusterDns;
import io.kubenet.dns.ExternalZone;
import io.kubenet.dns.KubeletDns;
import io.kubenet.dns.Question;
import io.kubenet.dns.Reply;
import io.kubenet.dns.Resolution;
import io.kubenet.dns.ResolvConf;
import io.kubenet.dns.Resolver;
import io.kubenet.dns.Transport;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Service;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Resolves names from anywhere in a cluster: each query goes over the network to the Service
 * kube-dns where there is one, and straight to the answers where there is none.
 *
 * @param server the cluster's DNS server
 * @param external what resolvers outside of the cluster know
 * @param state the cluster
 * @param network what carries the queries
 */
record ClusterResolver(
    ClusterDns server, ExternalZone external, ClusterState state, Fabric network) {

  private static final int PORT = 53;

  /** The address that kubeadm gives the server, for clusters whose manifests have none. */
  private static final IpAddress DEFAULT_SERVER = IpAddress.of("10.96.0.10");

  private static final Outcome ARRIVED = Outcome.of(Verdict.ESTABLISHED, "");

  /** A resolver of the nodes' own network. */
  private static final ResolvConf NODE =
      new ResolvConf(List.of(IpAddress.of("192.0.2.53")), List.of(), List.of());

  /** The resolv.conf of a place. */
  ResolvConf resolvConf(Place place) {
    KubeletDns kubelet = new KubeletDns(servers(), server.corefile().clusterDomain(), NODE);
    return place instanceof Place.InPod pod
        ? state.pod(pod.name()).map(kubelet::resolvConfOf).orElse(NODE)
        : NODE;
  }

  private List<IpAddress> servers() {
    return state
        .service(ClusterDns.SERVICE)
        .map(Service::clusterIps)
        .orElse(ImmutableList.of(DEFAULT_SERVER));
  }

  /** Resolves a name, or gives back an address. */
  Resolution resolve(String name, Place place, Chance chance, Duration now) {
    Map<Attempt, Choices> ways = new LinkedHashMap<>();
    return new Resolver(
            resolvConf(place),
            network.addressesOf(place).stream().map(IpAddress::family).distinct().toList(),
            (asked, question) -> ask(place, asked, question, new Asking(ways, chance, now)))
        .resolve(name);
  }

  private record Asking(Map<Attempt, Choices> ways, Chance chance, Duration now) {}

  /** How queries can end on their way, each ending once. */
  private record Choices(List<Outcome> outcomes, Choice choice) {

    Outcome decide(Chance chance) {
      return outcomes.size() == 1 ? outcomes.get(0) : outcomes.get(chance.choose(choice));
    }
  }

  private Reply ask(Place place, IpAddress asked, Question question, Asking asking) {
    if (!servers().contains(asked)) {
      return new Reply.Answered(external.answer(question));
    }
    Outcome outcome = carried(place, asked, question, asking);
    return outcome.verdict() == Verdict.ESTABLISHED
        ? new Reply.Answered(server.answer(question, state, asking.now(), asking.chance()))
        : new Reply.Failed(failure(outcome.verdict()), outcome.because());
  }

  private Outcome carried(Place place, IpAddress asked, Question question, Asking asking) {
    if (state.service(ClusterDns.SERVICE).isEmpty()) {
      return ARRIVED;
    }
    Protocol protocol = question.transport() == Transport.UDP ? Protocol.UDP : Protocol.TCP;
    Attempt attempt = Attempt.of(place, protocol, new IpPort(asked, PORT));
    return asking
        .ways()
        .computeIfAbsent(attempt, wanted -> everyWay(wanted, asking.now()))
        .decide(asking.chance());
  }

  /** Which server answers decides nothing, so ways that end alike are one. */
  private Choices everyWay(Attempt attempt, Duration now) {
    Map<Outcome, Fraction> endings = new LinkedHashMap<>();
    for (Exploration.Way<Exchange> way :
        Exploration.everyWay(ways -> network.scratch().exchange(attempt, ways, now))) {
      endings.merge(ending(way.result()), way.probability(), Fraction::plus);
    }
    return new Choices(
        ImmutableList.copyOf(endings.keySet()), Choice.of(ImmutableList.copyOf(endings.values())));
  }

  private static Outcome ending(Exchange exchange) {
    return exchange.outcome().verdict() == Verdict.ESTABLISHED ? ARRIVED : exchange.outcome();
  }

  private static Reply.Failure failure(Verdict verdict) {
    return switch (verdict) {
      case REFUSED -> Reply.Failure.REFUSED;
      case NOT_PERMITTED, NETWORK_UNREACHABLE, HOST_UNREACHABLE -> Reply.Failure.NOT_SENT;
      default -> Reply.Failure.TIMED_OUT;
    };
  }
}
