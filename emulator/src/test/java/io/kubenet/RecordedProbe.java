package io.kubenet;

import io.kubenet.manifest.LocatedTree;
import io.kubenet.net.Protocol;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Connections that were really made, and how they ended.
 *
 * @param from who made them: {@code pod:default/client-1}
 * @param to the address
 * @param port the port
 * @param protocol TCP or UDP
 * @param via the node that an outside host's route goes through
 * @param seen how often each outcome was seen: endpoint and client address, or an error
 */
record RecordedProbe(
    String from,
    String to,
    int port,
    Protocol protocol,
    Optional<String> via,
    Map<String, Integer> seen) {

  static RecordedProbe of(LocatedTree tree) {
    Protocol protocol = Protocol.valueOf(tree.get("protocol").optionalText().orElse("TCP"));
    Map<String, Integer> seen = new LinkedHashMap<>();
    tree.get("outcomes")
        .items()
        .forEach(
            outcome -> seen.merge(outcome(outcome), outcome.get("times").integer(), Integer::sum));
    return new RecordedProbe(
        tree.get("from").text(),
        tree.get("to").text(),
        tree.get("port").integer(),
        protocol,
        tree.get("via").optionalText(),
        protocol == Protocol.UDP ? withoutLostRefusals(seen) : seen);
  }

  private static String outcome(LocatedTree outcome) {
    LocatedTree backend = outcome.get("backend");
    return backend.isAbsent()
        ? outcome.get("error").text().replace("TIMEOUT", "TIMED_OUT")
        : backend.text() + " sees " + outcome.get("clientIP").text();
  }

  /** Now and then the real network lost an ICMP refusal of a datagram. */
  private static Map<String, Integer> withoutLostRefusals(Map<String, Integer> seen) {
    if (seen.containsKey("REFUSED") && seen.getOrDefault("TIMED_OUT", 9) <= 2) {
      seen.merge("REFUSED", seen.remove("TIMED_OUT"), Integer::sum);
    }
    return seen;
  }

  /** What the emulator says of it: each outcome with its probability. */
  Map<String, Double> told(Cluster cluster) {
    Map<String, Double> told = new LinkedHashMap<>();
    for (Connection connection : every(cluster).list()) {
      told.merge(outcome(connection), connection.probability().doubleValue(), Double::sum);
    }
    return told;
  }

  private static String outcome(Connection connection) {
    return connection
        .endpoint()
        .map(endpoint -> endpoint + " sees " + connection.clientIp().orElseThrow())
        .orElseGet(() -> connection.verdict().name());
  }

  /** Every way that it goes in the emulator. */
  Connections every(Cluster cluster) {
    Host host = source(cluster).over(protocol);
    return via.map(host::via).orElse(host).everyConnectionTo(to, port);
  }

  private Host source(Cluster cluster) {
    String name = from.substring(from.indexOf(':') + 1);
    return switch (from.substring(0, from.indexOf(':'))) {
      case "pod" -> cluster.pod(name);
      case "node" -> cluster.node(name);
      default -> cluster.externalHost(to.contains(":") ? "fd00:192::fa" : "192.168.0.250");
    };
  }

  /** Under session affinity a client saw one of the endpoints alone. */
  boolean isOneOf(Map<String, Double> told) {
    return seen.size() == 1 && told.containsKey(seen.keySet().iterator().next());
  }

  /** Whether what was seen can be a sample of what is told: a chi-square far beyond p = 0.0001. */
  boolean isSampleOf(Map<String, Double> told) {
    int count = seen.values().stream().mapToInt(Integer::intValue).sum();
    double statistic = 0;
    for (Map.Entry<String, Double> outcome : told.entrySet()) {
      double expected = count * outcome.getValue();
      double deviation = seen.getOrDefault(outcome.getKey(), 0) - expected;
      statistic += deviation * deviation / expected;
    }
    int freedom = told.size() - 1;
    return told.keySet().containsAll(seen.keySet())
        && (freedom == 0 || statistic < freedom + 5 * Math.sqrt(2.0 * freedom) + 12);
  }

  @Override
  public String toString() {
    return protocol
        + " "
        + from
        + " -> "
        + to
        + " port "
        + port
        + via.map(n -> " via " + n).orElse("");
  }
}
