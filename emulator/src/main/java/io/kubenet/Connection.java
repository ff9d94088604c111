package io.kubenet;

import io.kubenet.chance.Fraction;
import io.kubenet.dataplane.Exchange;
import io.kubenet.dataplane.Place;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Trace;
import io.kubenet.trace.TraceText;
import io.kubenet.trace.Verdict;
import java.util.Optional;

/** A connection that was made, or tried: its request's way, its reply's, and how it ended. */
public final class Connection {

  private final Asked asked;
  private final Exchange exchange;
  private final Fraction probability;
  private final Inventory inventory;

  /**
   * A connection.
   *
   * @param asked what was asked for
   * @param exchange what came of it
   * @param probability how likely this way was
   * @param inventory where everything was then
   */
  Connection(Asked asked, Exchange exchange, Fraction probability, Inventory inventory) {
    this.asked = asked;
    this.exchange = exchange;
    this.probability = probability;
    this.inventory = inventory;
  }

  /** What the one who connects sees. */
  public Verdict verdict() {
    return exchange.outcome().verdict();
  }

  /** What the one who connects sees, and what caused it. */
  public Outcome outcome() {
    return exchange
        .request()
        .map(
            trace ->
                new ServiceAddresses(inventory.state()).told(exchange.outcome(), trace.packet()))
        .orElse(exchange.outcome());
  }

  public boolean isEstablished() {
    return verdict() == Verdict.ESTABLISHED;
  }

  /** Who served it: {@code shop/api-1} for a pod, {@code external/IP}, {@code node/NAME}. */
  public Optional<String> endpoint() {
    return exchange.served().map(served -> name(served.by()));
  }

  static String name(Place place) {
    if (place instanceof Place.InPod pod) {
      return pod.name().toString();
    }
    return place instanceof Place.OnNode node
        ? "node/" + node.name()
        : "external/" + ((Place.Outside) place).address();
  }

  /** The address and port that it was served at, after all translation. */
  public Optional<IpPort> address() {
    return exchange.served().map(Exchange.Served::address);
  }

  /** The client's address as the one who served it saw it. */
  public Optional<IpAddress> clientIp() {
    return exchange.served().map(Exchange.Served::client);
  }

  /** Where the one who connects is. */
  public Location clientLocation() {
    return inventory.locationOf(asked.host().place());
  }

  /** Where the one who served it is; outside where nobody served it. */
  public Location endpointLocation() {
    return exchange
        .served()
        .map(served -> inventory.locationOf(served.by()))
        .orElse(Location.OUTSIDE);
  }

  /** How likely this way was; 1 where nothing was left to chance. */
  public Fraction probability() {
    return probability;
  }

  /** The way of its first packet; empty where no packet was made. */
  public Optional<Trace> request() {
    return exchange.request();
  }

  /** The way of what came back; empty where nobody answered. */
  public Optional<Trace> reply() {
    return exchange.reply();
  }

  Connection withProbability(Fraction other) {
    return new Connection(asked, exchange, other, inventory);
  }

  Optional<Exchange.Served> served() {
    return exchange.served();
  }

  /** How it ended in a few words: {@code was served by pod shop/api-1}. */
  public String summary() {
    return exchange
        .served()
        .map(served -> "was served by " + served.by())
        .orElseGet(() -> "ended " + verdict() + ": " + outcome().because());
  }

  /** What was sent: its first packet, or what was asked where no packet was made. */
  public String title() {
    return request().map(trace -> trace.packet().toString()).orElse(asked.title());
  }

  /**
   * How the command {@code kubenet} is asked for it: {@code --from pod/shop/client --to api:80}.
   */
  public String options() {
    return asked.options();
  }

  /** Both ways, host by host, rule by rule; empty where no packet was made. */
  public String story() {
    StringBuilder text = new StringBuilder();
    request().ifPresent(trace -> text.append(TraceText.of(trace, "  ")));
    reply()
        .ifPresent(
            trace ->
                text.append("\nreply\n  ")
                    .append(trace.packet())
                    .append('\n')
                    .append(TraceText.of(trace, "  ")));
    return text.toString();
  }

  /** What was asked: {@code TCP pod shop/client -> api:80}. */
  public String question() {
    return asked.title();
  }

  /** The whole picture: how it ended, and both ways, host by host, rule by rule. */
  @Override
  public String toString() {
    return (title() + "\n  " + summary() + "\n" + story()).stripTrailing();
  }
}
