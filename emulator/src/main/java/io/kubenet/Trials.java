package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.Traffic.Ending;
import io.kubenet.Traffic.Receipt;
import io.kubenet.addressing.AddressBook;
import io.kubenet.chance.choice.Exploration;
import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Exchange;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IpAddress;
import io.kubenet.trace.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Tries connections every way; pods that nothing tells apart try once. */
final class Trials {

  private final AddressBook book;
  private final Function<Attempt, List<Exploration.Way<Exchange>>> network;
  private final ReachabilityTargets targets;
  private final AlikePods alike;
  private final Map<Trial, List<Ending>> known = new LinkedHashMap<>();

  /** A connection of any of the pods that are alike. */
  private record Trial(AlikePods.Likeness source, Door door) {}

  /** What two ways have in common that a survey does not tell apart. */
  private record Seen(Optional<Outcome> failure, Optional<Receipt> receipt) {

    static Seen of(Ending ending) {
      return new Seen(
          Optional.of(ending.outcome()).filter(outcome -> !ending.isEstablished()),
          ending.receipt());
    }
  }

  Trials(
      ClusterState state,
      AddressBook book,
      Function<Attempt, List<Exploration.Way<Exchange>>> network) {
    this.book = book;
    this.network = network;
    this.targets = new ReachabilityTargets(state);
    this.alike = new AlikePods(state);
  }

  /** How a connection can end. */
  List<Ending> endings(TrafficClient client, Door door) {
    Optional<Trial> trial =
        client
            .pod()
            .filter(pod -> !targets.mayBeServedBy(pod, door.target()))
            .map(pod -> new Trial(alike.likenessOf(pod), door));
    if (trial.isPresent() && known.containsKey(trial.get())) {
      return known.get(trial.get());
    }
    List<Ending> endings = attempt(client, door);
    trial.filter(any -> !names(endings, client)).ifPresent(any -> known.put(any, endings));
    return endings;
  }

  /** Whether a cause is told of this client alone. */
  private static boolean names(List<Ending> endings, TrafficClient client) {
    return endings.stream()
        .filter(ending -> !ending.isEstablished())
        .map(ending -> ending.outcome().cause().parties())
        .anyMatch(parties -> parties.include(client.place().toString(), client.addresses()));
  }

  private List<Ending> attempt(TrafficClient client, Door door) {
    Map<Seen, Ending> endings = new LinkedHashMap<>();
    for (Exploration.Way<Exchange> way : network.apply(door.attempt(client))) {
      Ending ending =
          new Ending(way.result().outcome(), receipt(way.result(), client), way.probability());
      endings.merge(Seen.of(ending), ending, Trials::sum);
    }
    return ImmutableList.copyOf(endings.values());
  }

  private static Ending sum(Ending first, Ending other) {
    return first.withProbability(first.probability().plus(other.probability()));
  }

  private Optional<Receipt> receipt(Exchange exchange, TrafficClient client) {
    return exchange
        .served()
        .map(
            served ->
                new Receipt(
                    Connection.name(served.by()),
                    served.address().port(),
                    owner(served.client(), client)));
  }

  /** Addresses that were allocated say less than whose they are. */
  private String owner(IpAddress address, TrafficClient client) {
    String owner =
        book.nodeWith(address)
            .map(node -> TrafficClient.of(node).name())
            .orElseGet(address::toString);
    return client.addresses().contains(address) || owner.equals(client.name())
        ? Receipt.OWN
        : owner;
  }
}
