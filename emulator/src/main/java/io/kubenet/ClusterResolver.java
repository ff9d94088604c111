package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Chance;
import io.kubenet.chance.choice.Choice;
import io.kubenet.chance.choice.Exploration;
import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Exchange;
import io.kubenet.dataplane.Fabric;
import io.kubenet.dataplane.Place;
import io.kubenet.dns.ClusterDns;
import io.kubenet.dns.KubeletDns;
import io.kubenet.dns.NameAdvice;
import io.kubenet.dns.Resolver;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Reply;
import io.kubenet.dns.message.Resolution;
import io.kubenet.dns.message.ResolvConf;
import io.kubenet.dns.message.Transport;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Pod;
import io.kubenet.model.Service;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves names from anywhere in a cluster at one moment: each query goes over the network to the
 * Service kube-dns where there is one, and straight to the answers where there is none.
 *
 * <p>What becomes of queries on their way is found once for each place.
 */
final class ClusterResolver {

  private static final int PORT = 53;

  /** A resolver of the nodes' own network. */
  private static final ResolvConf NODE =
      new ResolvConf(List.of(IpAddress.of("192.0.2.53")), List.of(), List.of());

  private final ClusterDns server;
  private final IpAddress byDefault;
  private final Moment moment;
  private final Map<Attempt, Choices> ways;

  /**
   * What queries are sent in, as it is now.
   *
   * @param state the cluster
   * @param network what carries the queries
   * @param settling makes sure that it hangs on nothing unknown what comes of them
   * @param now the virtual time
   */
  record Moment(ClusterState state, Fabric network, Settling settling, Duration now) {}

  /** How queries can end on their way, each ending once; empty for those that arrive. */
  private record Choices(List<Optional<Outcome>> failures, Choice choice) {

    Optional<Outcome> decide(Chance chance) {
      return failures.size() == 1 ? failures.get(0) : failures.get(chance.choose(choice));
    }
  }

  private ClusterResolver(
      ClusterDns server, IpAddress byDefault, Moment moment, Map<Attempt, Choices> ways) {
    this.server = server;
    this.byDefault = byDefault;
    this.moment = moment;
    this.ways = ways;
  }

  /**
   * Resolvers that ask this server, and what is outside of it.
   *
   * @param byDefault the address that the server has where no Service gives it one
   */
  static ClusterResolver of(ClusterDns server, IpAddress byDefault, Moment moment) {
    return new ClusterResolver(server, byDefault, moment, new LinkedHashMap<>());
  }

  /** The same with a server that forgets what this one asks it. */
  ClusterResolver overlay() {
    return new ClusterResolver(server.overlay(), byDefault, moment, ways);
  }

  /** The resolv.conf of a place. */
  ResolvConf resolvConf(Place place) {
    KubeletDns kubelet = new KubeletDns(servers(), server.corefile().clusterDomain(), NODE);
    return pod(place).map(kubelet::resolvConfOf).orElse(NODE);
  }

  private Optional<Pod> pod(Place place) {
    return place instanceof Place.InPod pod ? state().pod(pod.name()) : Optional.empty();
  }

  private ClusterState state() {
    return moment.state();
  }

  private List<IpAddress> servers() {
    return state()
        .service(ClusterDns.SERVICE)
        .map(Service::clusterIps)
        .orElseGet(() -> ImmutableList.of(byDefault));
  }

  /**
   * Resolves a name, or gives back an address.
   *
   * @throws IllegalArgumentException if it is neither; says why
   */
  Resolution resolve(String name, Place place, Chance chance) {
    Resolution resolution =
        new Resolver(
                resolvConf(place),
                families(place),
                (asked, question) -> ask(place, asked, question, chance))
            .resolve(name);
    return resolution.isFound() ? resolution : resolution.withAdvice(advice(name, place));
  }

  private List<IpFamily> families(Place place) {
    return moment.network().addressesOf(place).stream().map(IpAddress::family).distinct().toList();
  }

  private Optional<String> advice(String name, Place place) {
    NameAdvice advice = new NameAdvice(state(), server.corefile().clusterDomain());
    if (resolvConf(place).nameservers().stream().noneMatch(servers()::contains)) {
      return advice.aboutOutside(name, place.toString(), pod(place));
    }
    return pod(place)
        .map(pod -> pod.name().namespace())
        .flatMap(
            namespace ->
                advice
                    .about(name, namespace)
                    .or(() -> new NearestService(state()).hint(name, namespace)));
  }

  private Reply ask(Place place, IpAddress asked, Question question, Chance chance) {
    if (!servers().contains(asked)) {
      return new Reply.Answered(server.external().answer(question));
    }
    return lost(place, asked, question, chance)
        .<Reply>map(outcome -> new Reply.Failed(failure(outcome.verdict()), outcome.because()))
        .orElseGet(
            () -> new Reply.Answered(server.answer(question, state(), moment.now(), chance)));
  }

  /** How a query failed on its way; empty if it arrived. */
  private Optional<Outcome> lost(Place place, IpAddress asked, Question question, Chance chance) {
    if (state().service(ClusterDns.SERVICE).isEmpty()) {
      return Optional.empty();
    }
    Protocol protocol = question.transport() == Transport.UDP ? Protocol.UDP : Protocol.TCP;
    Attempt attempt = Attempt.of(place, protocol, new IpPort(asked, PORT));
    return ways.computeIfAbsent(attempt, this::everyWay).decide(chance);
  }

  /** Which server answers decides nothing, so ways that end alike are one. */
  private Choices everyWay(Attempt attempt) {
    Map<Optional<Outcome>, Fraction> endings = new LinkedHashMap<>();
    for (Exploration.Way<Exchange> way :
        moment
            .settling()
            .everyWay(chance -> carry(attempt, chance), way -> way.outcome().verdict())) {
      endings.merge(failure(way.result()), way.probability(), Fraction::plus);
    }
    return new Choices(
        ImmutableList.copyOf(endings.keySet()), Choice.of(ImmutableList.copyOf(endings.values())));
  }

  private Exchange carry(Attempt attempt, Chance chance) {
    return moment.network().scratch().exchange(attempt, chance, moment.now());
  }

  private static Optional<Outcome> failure(Exchange exchange) {
    return Optional.of(exchange.outcome())
        .filter(outcome -> outcome.verdict() != Verdict.ESTABLISHED);
  }

  private static Reply.Failure failure(Verdict verdict) {
    return switch (verdict) {
      case REFUSED -> Reply.Failure.REFUSED;
      case NOT_PERMITTED, NETWORK_UNREACHABLE, HOST_UNREACHABLE -> Reply.Failure.NOT_SENT;
      default -> Reply.Failure.TIMED_OUT;
    };
  }
}
