package io.kubenet.clienttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kubenet.Cluster;
import io.kubenet.client.ClientNetwork;
import io.kubenet.client.ClientNetworkAssert;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpClientsTest {

  private final Cluster cluster = Shop.cluster();
  private final ClientNetwork network = ClientNetwork.of(cluster.pod("shop/client")).failFast();

  @AfterEach
  void close() {
    network.close();
  }

  @ParameterizedTest
  @EnumSource
  void reachesBothPodsInTheSharesOfTheModel(HttpCaller client) throws Exception {
    Set<String> answers = new TreeSet<>();

    for (int i = 0; i < 20; i++) {
      answers.add(client.get(network, "http://api.shop/"));
    }

    assertThat(answers)
        .containsExactly(
            "shop/api-1 answered 10.244.1.2 for api.shop\n",
            "shop/api-2 answered 10.244.1.2 for api.shop\n");
    ClientNetworkAssert.assertThat(network)
        .hasConnections(20)
        .hasRequests(20)
        .sharesConnectionsEvenlyAmong("shop/api-1", "shop/api-2");
  }

  @ParameterizedTest
  @EnumSource
  void seesThatAPortRefuses(HttpCaller client) {
    Throwable failure = catchThrowable(() -> client.get(network, "http://10.244.1.3:9999/"));

    if (client.seesSockets()) {
      assertThat(failure).isInstanceOf(ConnectException.class);
    }
    assertThat(told(failure)).containsPattern("Connection refused|502|CONNECTION_REFUSED|REFUSED");
  }

  @ParameterizedTest
  @EnumSource
  void seesThatNobodyHasAnAddress(HttpCaller client) {
    Throwable failure = catchThrowable(() -> client.get(network, "http://10.244.1.99/"));

    if (client.seesSockets()) {
      assertThat(failure).isInstanceOfAny(NoRouteToHostException.class, ConnectException.class);
    }
    assertThat(told(failure)).containsPattern("No route to host|502|unreachable|UNREACHABLE");
  }

  @ParameterizedTest
  @EnumSource
  void seesThatNothingComesBack(HttpCaller client) {
    cluster.apply(Shop.DENY_API);

    Throwable failure = catchThrowable(() -> client.get(network, "http://api.shop/"));

    if (client.seesSockets()) {
      assertThat(failure).isInstanceOfAny(SocketTimeoutException.class, ConnectException.class);
    }
    assertThat(told(failure)).containsPattern("(?i)timed ?out|504|TTL");
  }

  @ParameterizedTest
  @EnumSource
  void doesNotReachANameThatTheModelDoesNotKnow(HttpCaller client) {
    Throwable failure = catchThrowable(() -> client.get(network, "http://localhost.example/"));

    if (client.seesSockets()) {
      assertThat(failure).isInstanceOf(UnknownHostException.class);
    }
    assertThat(told(failure))
        .containsPattern("(?i)Name or service not known|502|unreachable|UnknownHost");
    assertThat(network.connections()).noneMatch(connection -> connection.opening().isEstablished());
  }

  @ParameterizedTest
  @EnumSource
  void doesNotReachThisMachine(HttpCaller client) throws Exception {
    try (java.net.ServerSocket real = new java.net.ServerSocket(0)) {
      String uri = "http://127.0.0.1:" + real.getLocalPort() + "/";

      assertThatThrownBy(() -> client.get(network, uri)).isNotNull();

      real.setSoTimeout(1);
      assertThatThrownBy(real::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void goesToThePodsThatAreLeft(HttpCaller client) throws Exception {
    assertThat(client.get(network, "http://api.shop/")).startsWith("shop/api-");
    cluster.delete("pod/shop/api-1");

    for (int i = 0; i < 5; i++) {
      assertThat(client.get(network, "http://api.shop/")).startsWith("shop/api-2 answered");
    }
  }

  private static String told(Throwable failure) {
    StringBuilder told = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      told.append(cause).append('\n');
    }
    return told.toString();
  }
}
