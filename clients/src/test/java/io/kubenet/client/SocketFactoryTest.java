package io.kubenet.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.Cluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketFactoryTest {

  private static final String DENY_API =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: closed, namespace: shop}
      spec: {podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress]}
      """;

  private final Cluster cluster = Shop.cluster();
  private final ClientNetwork network = ClientNetwork.of(cluster.pod("shop/client"));

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void aSocketReachesThePodsOfAService() throws IOException {
    List<String> answers = new ArrayList<>();

    for (int i = 0; i < 20; i++) {
      answers.add(get("api"));
    }

    assertThat(answers)
        .containsOnly(
            "shop/api-1 answered 10.244.1.2 for api", "shop/api-2 answered 10.244.1.2 for api");
    assertThat(network.connections()).hasSize(20);
  }

  @Test
  void aServerOfThisJvmStandsForAPod() throws IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      cluster.pod("shop/api-1").serves(8080, server.getLocalPort());
      cluster.delete("pod/shop/api-2");

      try (Socket client = network.socketFactory().createSocket("api.shop", 80);
          Socket accepted = server.accept()) {
        client.getOutputStream().write("hello".getBytes(UTF_8));
        byte[] heard = accepted.getInputStream().readNBytes(5);
        accepted.getOutputStream().write(heard);

        assertThat(client.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
      }
    }
  }

  @Test
  void aServerIsToldWhoItsClientIs() throws IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      cluster
          .pod("shop/api-1")
          .serves(8080, io.kubenet.LocalServer.on(server.getLocalPort()).withProxyProtocol());

      try (Socket client = network.socketFactory().createSocket("10.244.1.3", 8080);
          Socket accepted = server.accept()) {
        byte[] header = accepted.getInputStream().readNBytes(28);

        assertThat(client.isConnected()).isTrue();
        assertThat(header)
            .startsWith('\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n', 0x21, 0x11)
            .containsSequence(0, 12, 10, (byte) 244, 1, 2, 10, (byte) 244, 1, 3)
            .endsWith(0x1f, 0x90);
      }
    }
  }

  @Test
  void aClosedPortRefusesAsARealOneDoes() {
    assertThatThrownBy(() -> network.socketFactory().createSocket("10.244.1.3", 9999))
        .isExactlyInstanceOf(ConnectException.class)
        .hasMessage("Connection refused")
        .cause()
        .isInstanceOf(ModelVerdict.class)
        .hasMessageContaining("pod shop/api-1 does not listen on TCP 10.244.1.3:9999");
  }

  @Test
  void aServiceWithoutEndpointsRefuses() {
    assertThatThrownBy(() -> network.socketFactory().createSocket("nobody", 80))
        .isExactlyInstanceOf(ConnectException.class)
        .hasMessage("Connection refused");
  }

  @Test
  void anAddressThatNobodyHasIsUnreachable() {
    assertThatThrownBy(() -> network.socketFactory().createSocket("10.244.1.99", 80))
        .isExactlyInstanceOf(NoRouteToHostException.class)
        .hasMessage("No route to host");
  }

  @Test
  void aPolicyThatDropsCostsVirtualTimeAlone() throws IOException {
    cluster.apply(DENY_API);
    Socket socket = network.socketFactory().createSocket();

    assertThatThrownBy(() -> socket.connect(new InetSocketAddress("10.244.1.3", 8080), 5_000))
        .isExactlyInstanceOf(SocketTimeoutException.class)
        .hasMessage("Connect timed out");
  }

  @Test
  void withoutATimeoutTheKernelsEnds() {
    cluster.apply(DENY_API);

    assertThatThrownBy(() -> network.socketFactory().createSocket("10.244.1.3", 8080))
        .isExactlyInstanceOf(ConnectException.class)
        .hasMessage("Connection timed out");
  }

  @Test
  void aNameThatTheModelDoesNotKnowIsUnknown() {
    assertThatThrownBy(() -> network.socketFactory().createSocket("localhost.localdomain", 80))
        .isExactlyInstanceOf(UnknownHostException.class)
        .hasMessage("localhost.localdomain: Name or service not known");
    assertThatThrownBy(() -> network.lookup("example.com"))
        .isExactlyInstanceOf(UnknownHostException.class)
        .hasMessage("example.com: Name or service not known");
  }

  @Test
  void theMachinesOwnAddressesAreNotReached() throws IOException {
    try (ServerSocket real = new ServerSocket(0)) {
      assertThatThrownBy(
              () -> network.socketFactory().createSocket("127.0.0.1", real.getLocalPort()))
          .isExactlyInstanceOf(ConnectException.class)
          .hasMessage("Connection refused");
    }
  }

  @Test
  void aPodThatIsDeletedEndsItsConnections() throws IOException {
    try (Socket client = network.socketFactory().createSocket("10.244.2.2", 8080)) {
      cluster.delete("pod/shop/api-2");

      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void whatIsSentAfterTheEndBreaksThePipe() throws IOException {
    try (Socket client = network.socketFactory().createSocket("10.244.2.2", 8080)) {
      cluster.delete("pod/shop/api-2");

      client.getOutputStream().write(1);

      assertThat(client.getInputStream().read()).isEqualTo(-1);
      assertThatThrownBy(() -> client.getOutputStream().write(1))
          .isInstanceOf(SocketException.class)
          .hasMessage("Broken pipe");
    }
  }

  @Test
  void aLostNodeIsSilent() throws IOException {
    try (Socket client = network.socketFactory().createSocket("10.244.2.2", 8080)) {
      client.setSoTimeout(30_000);
      cluster.failNode("node2");
      client.getOutputStream().write(1);

      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("Read timed out");
    }
  }

  @Test
  void whatNobodyAcknowledgesEndsWithTheKernelsPatience() throws IOException {
    try (Socket client = network.socketFactory().createSocket("10.244.2.2", 8080)) {
      cluster.failNode("node2");
      client.getOutputStream().write(1);

      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessage("Connection timed out");
    }
  }

  @Test
  void aPolicyThatComesLaterLeavesConnectionsAlone() throws IOException {
    try (Socket client = network.socketFactory().createSocket("10.244.1.3", 8080)) {
      cluster.apply(DENY_API);

      assertThat(answer(client, "api")).isEqualTo("shop/api-1 answered 10.244.1.2 for api");
    }
  }

  @Test
  void eachConnectionIsListedWithItsRequests() throws IOException {
    try (Socket client = network.socketFactory().createSocket("10.244.1.3", 8080)) {
      answer(client, "one");
      answer(client, "two");
    }

    assertThat(network.connections())
        .extracting(ClientConnection::toString)
        .containsExactly("10.244.1.3:8080 -> shop/api-1, 2 requests");
    assertThat(network.connections()).extracting(ClientConnection::isOpen).containsExactly(false);
  }

  private String get(String host) throws IOException {
    try (Socket client = network.socketFactory().createSocket(host, 80)) {
      return answer(client, host);
    }
  }

  private static String answer(Socket client, String host) throws IOException {
    String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    client.getOutputStream().write(request.getBytes(UTF_8));
    BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
    String line = in.readLine();
    while (!line.isEmpty()) {
      line = in.readLine();
    }
    return in.readLine();
  }
}
