package io.kubenet.client;

import static io.kubenet.client.ClientNetworkAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.Cluster;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientNetworkAssertTest {

  private final Cluster cluster = Shop.cluster();
  private final ClientNetwork network = ClientNetwork.of(cluster.pod("shop/client"));

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void connectionsOfFairChoicesAreShared() throws IOException {
    for (int i = 0; i < 50; i++) {
      network.socketFactory().createSocket("api", 80).close();
    }

    assertThat(network)
        .hasConnections(50)
        .hasRequests(0)
        .hasNoFailedConnection()
        .reusesNoConnection()
        .leavesNoConnectionOpen()
        .sharesConnectionsEvenlyAmong("shop/api-1", "shop/api-2");
  }

  @Test
  void aFailureListsWhatWasMade() throws IOException {
    try (Socket first = network.socketFactory().createSocket("10.244.1.3", 8080);
        Socket second = network.socketFactory().createSocket("10.244.1.3", 8080)) {
      first.getOutputStream().write(1);
      second.getOutputStream().write(1);

      assertThatThrownBy(
              () -> assertThat(network).sharesConnectionsEvenlyAmong("shop/api-1", "shop/api-2"))
          .isInstanceOf(AssertionError.class)
          .hasMessage(
              """
              Expected the clients of pod shop/client
                to share connections evenly among shop/api-1, shop/api-2
              but they made
                2 x 10.244.1.3:8080 -> shop/api-1, 1 request, still open\
              """);
      assertThatThrownBy(() -> assertThat(network).leavesNoConnectionOpen())
          .hasMessage(
              """
              Expected the clients of pod shop/client
                to leave no connection open
              but they made
                2 x 10.244.1.3:8080 -> shop/api-1, 1 request, still open\
              """);
      assertThat(network).connectionsServedBy("shop/api-1").hasSize(2);
    }
  }

  @Test
  void aFailureTellsWhatFailed() {
    assertThatThrownBy(() -> network.socketFactory().createSocket("10.244.1.3", 9999));

    assertThatThrownBy(() -> assertThat(network).hasNoFailedConnection())
        .hasMessage(
            """
            Expected the clients of pod shop/client
              to have no connection that failed
            but they made
              1 x 10.244.1.3:9999 -> REFUSED, 0 requests\
            """);
  }

  @Test
  void aFailureSaysThatThereWasNothing() {
    assertThatThrownBy(() -> assertThat(network).reusesConnections())
        .hasMessage(
            """
            Expected the clients of pod shop/client
              to send more than one request over a connection
            but they made no connection\
            """);
    assertThatThrownBy(() -> assertThat(network).hasRequests(2))
        .hasMessage(
            """
            Expected the clients of pod shop/client
              to have sent 2 requests, not 0
            but they made no connection\
            """);
  }
}
