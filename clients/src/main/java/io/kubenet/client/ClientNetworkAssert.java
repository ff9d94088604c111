package io.kubenet.client;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/** Assertions on the connections that real clients made through a {@link ClientNetwork}. */
public final class ClientNetworkAssert extends AbstractAssert<ClientNetworkAssert, ClientNetwork> {

  /** How many standard deviations a share may be off before chance is no excuse any more. */
  private static final int MOST_DEVIATIONS = 4;

  private ClientNetworkAssert(ClientNetwork actual) {
    super(actual, ClientNetworkAssert.class);
  }

  /**
   * Begins assertions on a network.
   *
   * <pre>{@code
   * assertThat(network).hasConnections(3);
   * }</pre>
   */
  public static ClientNetworkAssert assertThat(ClientNetwork actual) {
    return new ClientNetworkAssert(actual);
  }

  /**
   * Verifies how many connections the clients made or tried to make.
   *
   * <pre>{@code
   * http.send(request("http://api.shop/"), ofString());
   *
   * assertThat(network).hasConnections(1); // passes
   * assertThat(network).hasConnections(2); // fails
   * }</pre>
   */
  public ClientNetworkAssert hasConnections(int expected) {
    return holds(connections().size() == expected, "to have " + expected + " connections");
  }

  /**
   * Verifies how many requests the clients sent over all their connections, as {@link
   * ClientConnection#requests} counts them.
   */
  public ClientNetworkAssert hasRequests(int expected) {
    int sent = connections().stream().mapToInt(ClientConnection::requests).sum();
    return holds(sent == expected, "to have sent " + expected + " requests, not " + sent);
  }

  /**
   * Verifies that the connections were established, and that they were shared by these endpoints as
   * a fair choice for each would share them: every endpoint has some, nobody else has any, and no
   * share is further from the mean than four standard deviations. With a seed, the answer is always
   * the same.
   *
   * <pre>{@code
   * assertThat(network).sharesConnectionsEvenlyAmong("shop/api-1", "shop/api-2");
   * }</pre>
   *
   * @param endpoints {@code NAMESPACE/POD}
   */
  public ClientNetworkAssert sharesConnectionsEvenlyAmong(String... endpoints) {
    Set<String> wanted = ImmutableSet.copyOf(endpoints);
    Map<String, Integer> shares = shares();
    double mean = connections().size() / (double) wanted.size();
    double most = MOST_DEVIATIONS * Math.sqrt(mean * (1 - 1.0 / wanted.size()));
    boolean isEven =
        shares.keySet().equals(wanted)
            && shares.values().stream().allMatch(share -> Math.abs(share - mean) <= most);
    return holds(isEven, "to share connections evenly among " + String.join(", ", endpoints));
  }

  /** Verifies that some connection carried more than one request. */
  public ClientNetworkAssert reusesConnections() {
    return holds(
        connections().stream().anyMatch(connection -> connection.requests() > 1),
        "to send more than one request over a connection");
  }

  /** Verifies that every request had a connection of its own. */
  public ClientNetworkAssert reusesNoConnection() {
    return holds(
        connections().stream().allMatch(connection -> connection.requests() <= 1),
        "to send no more than one request over a connection");
  }

  /** Verifies that every connection that the clients tried to make was established. */
  public ClientNetworkAssert hasNoFailedConnection() {
    return holds(
        connections().stream().allMatch(connection -> connection.opening().isEstablished()),
        "to have no connection that failed");
  }

  /** Verifies that the clients closed all connections: that nothing leaks from a pool. */
  public ClientNetworkAssert leavesNoConnectionOpen() {
    return holds(
        connections().stream().noneMatch(ClientConnection::isOpen), "to leave no connection open");
  }

  /**
   * Assertions on the connections that an endpoint served, in order.
   *
   * @param endpoint {@code NAMESPACE/POD}
   */
  public ListAssert<ClientConnection> connectionsServedBy(String endpoint) {
    return Assertions.assertThat(
        connections().stream()
            .filter(isServedBy(endpoint))
            .collect(ImmutableList.toImmutableList()));
  }

  private static Predicate<ClientConnection> isServedBy(String endpoint) {
    return connection -> connection.endpoint().filter(endpoint::equals).isPresent();
  }

  private Map<String, Integer> shares() {
    Map<String, Integer> shares = new TreeMap<>();
    for (ClientConnection connection : connections()) {
      String who = connection.endpoint().orElseGet(() -> connection.opening().verdict().toString());
      shares.merge(who, 1, Integer::sum);
    }
    return shares;
  }

  private List<ClientConnection> connections() {
    isNotNull();
    return actual.connections();
  }

  private ClientNetworkAssert holds(boolean isSo, String expectation) {
    if (!isSo) {
      throw failure(
          "Expected the clients of %s%n  %s%nbut %s", actual.host(), expectation, summary());
    }
    return this;
  }

  /** The connections, those that are alike once. */
  private String summary() {
    if (connections().isEmpty()) {
      return "they made no connection";
    }
    Map<String, Integer> alike = new TreeMap<>();
    connections().forEach(connection -> alike.merge(described(connection), 1, Integer::sum));
    return alike.entrySet().stream()
        .map(entry -> "  " + entry.getValue() + " x " + entry.getKey())
        .collect(joining("\n", "they made\n", ""));
  }

  private static String described(ClientConnection connection) {
    return connection + (connection.isOpen() ? ", still open" : "");
  }
}
