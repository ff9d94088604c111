package io.kubenet.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.Cluster;
import io.kubenet.client.ClientNetwork;
import io.kubenet.client.ModelVerdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.Channels;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Code as people write it, whose names have one address. */
@SuppressWarnings("AddressSelection")
class ModelAgentTest {

  private static final String ANSWER = "shop/api-[12] answered 10\\.244\\.1\\.2 for api\\.shop";

  private static final String DENY_API =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: closed, namespace: shop}
      spec: {podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress]}
      """;

  private final Cluster cluster = Shop.cluster();
  private final ClientNetwork network = ClientNetwork.of(cluster.pod("shop/client"));
  private final ModelAgent agent = ModelAgent.runAs(network);

  @AfterEach
  void close() {
    agent.close();
    network.close();
  }

  @Test
  void aPlainSocketIsThePods() throws IOException {
    try (Socket socket = new Socket("api.shop", 80)) {
      assertThat(answer(socket.getInputStream(), socket.getOutputStream())).matches(ANSWER);
    }

    assertThat(network.connections()).hasSize(1);
  }

  @Test
  void aBlockingChannelIsThePods() throws IOException {
    try (SocketChannel channel = SocketChannel.open(new InetSocketAddress("api.shop", 80))) {
      assertThat(answer(Channels.newInputStream(channel), Channels.newOutputStream(channel)))
          .matches(ANSWER);
    }
  }

  @Test
  void theSocketOfAChannelIsThePods() throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.socket().connect(new InetSocketAddress("api.shop", 80), 1_000);

      assertThat(answer(Channels.newInputStream(channel), Channels.newOutputStream(channel)))
          .matches(ANSWER);
    }
  }

  @Test
  void aChannelThatDoesNotBlockIsThePods() throws IOException {
    try (Selector selector = Selector.open();
        SocketChannel channel = SocketChannel.open()) {
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_CONNECT);
      boolean isConnected = channel.connect(new InetSocketAddress("10.244.1.3", 8080));
      while (!isConnected) {
        selector.select();
        isConnected = channel.finishConnect();
      }

      assertThat(channel.isConnected()).isTrue();
    }

    assertThat(network.connections())
        .extracting(connection -> connection.endpoint().orElseThrow())
        .containsExactly("shop/api-1");
  }

  @Test
  void anAsynchronousChannelIsThePods() throws Exception {
    try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
      channel.connect(new InetSocketAddress("api.shop", 80)).get();

      assertThat(answer(Channels.newInputStream(channel), Channels.newOutputStream(channel)))
          .matches(ANSWER);
    }
  }

  @Test
  void anHttpClientIsThePods() throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://api.shop/")).build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(response.body().strip()).matches(ANSWER);
  }

  @Test
  void urlsAreReadByThePod() throws Exception {
    try (InputStream in = URI.create("http://api.shop/").toURL().openStream()) {
      assertThat(new String(in.readAllBytes(), UTF_8).strip()).matches(ANSWER);
    }
  }

  @Test
  void socketsFailAsRealOnesDo() {
    assertThatThrownBy(() -> new Socket("10.244.1.3", 9999))
        .isExactlyInstanceOf(ConnectException.class)
        .hasMessage("Connection refused")
        .hasCauseInstanceOf(ModelVerdict.class);
    assertThatThrownBy(() -> new Socket("10.244.1.99", 80))
        .isExactlyInstanceOf(NoRouteToHostException.class)
        .hasMessage("No route to host");
    assertThatThrownBy(() -> new Socket("example.com", 80))
        .isExactlyInstanceOf(UnknownHostException.class)
        .hasMessage("example.com");
    assertThatThrownBy(() -> InetAddress.getByName("example.com"))
        .isExactlyInstanceOf(UnknownHostException.class)
        .hasMessage("example.com: Name or service not known");
    assertThatThrownBy(() -> SocketChannel.open(new InetSocketAddress("nobody.shop", 80)))
        .isExactlyInstanceOf(ConnectException.class)
        .hasMessage("Connection refused");
  }

  @Test
  void timeoutsPassInVirtualTime() {
    cluster.apply(DENY_API);

    assertThatThrownBy(() -> new Socket().connect(new InetSocketAddress("api.shop", 80), 3_600_000))
        .isExactlyInstanceOf(ConnectException.class)
        .hasMessage("Connection timed out");
    assertThatThrownBy(() -> new Socket().connect(new InetSocketAddress("api.shop", 80), 60_000))
        .isExactlyInstanceOf(SocketTimeoutException.class)
        .hasMessage("Connect timed out");
  }

  @Test
  void aChannelThatDoesNotBlockHearsNothing() throws IOException {
    cluster.apply(DENY_API);
    try (Selector selector = Selector.open();
        SocketChannel channel = SocketChannel.open()) {
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_CONNECT);

      assertThat(channel.connect(new InetSocketAddress("api.shop", 80))).isFalse();
      assertThat(selector.select(50)).isZero();
      assertThat(channel.isConnectionPending()).isTrue();
    }
  }

  @Test
  void theLoopbackInterfaceIsThePodsOwn() throws IOException {
    try (ServerSocket real = new ServerSocket(0)) {
      SocketAddress address = new InetSocketAddress("127.0.0.1", real.getLocalPort());

      assertThatThrownBy(() -> new Socket().connect(address))
          .isExactlyInstanceOf(ConnectException.class)
          .hasMessage("Connection refused");

      agent.lettingLoopbackThrough();
      try (Socket socket = new Socket()) {
        assertThatCode(() -> socket.connect(address)).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void theProxyOfTheSameNetworkGoesOnToServe() throws IOException {
    try (Socket socket = new Socket(network.socksProxy())) {
      socket.connect(InetSocketAddress.createUnresolved("api.shop", 80));

      assertThat(answer(socket.getInputStream(), socket.getOutputStream())).matches(ANSWER);
    }
  }

  @Test
  void aRealProxyIsNotReached() {
    Proxy proxy = new Proxy(Proxy.Type.SOCKS, new InetSocketAddress("192.0.2.7", 1080));

    assertThatThrownBy(
            () -> new Socket(proxy).connect(InetSocketAddress.createUnresolved("api.shop", 80), 9))
        .isInstanceOf(IOException.class);
    assertThat(network.connections())
        .extracting(connection -> connection.target().toString())
        .containsExactly("192.0.2.7:1080");
  }

  @Test
  void noDatagramLeaves() throws IOException {
    InetSocketAddress target = new InetSocketAddress("192.0.2.53", 53);
    try (DatagramSocket socket = new DatagramSocket();
        DatagramChannel channel = DatagramChannel.open()) {
      String message =
          "Operation not permitted: a datagram to /192.0.2.53:53 would leave the model, which"
              + " carries no UDP of real clients";

      assertThatThrownBy(() -> socket.send(new DatagramPacket(new byte[1], 1, target)))
          .isInstanceOf(SocketException.class)
          .hasMessage(message);
      assertThatThrownBy(() -> channel.send(ByteBuffer.allocate(1), target))
          .isInstanceOf(SocketException.class)
          .hasMessage(message);
      assertThatThrownBy(() -> channel.connect(target))
          .isInstanceOf(SocketException.class)
          .hasMessage(message);
    }
  }

  @Test
  void namesOfAddressesAreNotAskedForElsewhere() throws IOException {
    assertThat(InetAddress.getByAddress(new byte[] {10, 96, 0, 20}).getHostName())
        .isEqualTo("10.96.0.20");
    assertThat(InetAddress.getByName("api.shop").getHostAddress()).isEqualTo("10.96.0.20");
  }

  @Test
  void aJvmRunsAsOneHostAtATime() {
    assertThatThrownBy(() -> ModelAgent.runAs(network))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "this JVM runs as another host already, and can't run as pod shop/client; expected one"
                + " at a time");
  }

  @Test
  void whenItIsClosedTheJvmHasItsOwnNetworkBack() throws IOException {
    agent.close();

    try (ServerSocket real = new ServerSocket(0);
        Socket socket = new Socket("127.0.0.1", real.getLocalPort())) {
      assertThat(socket.isConnected()).isTrue();
    }
    assertThat(network.connections()).isEmpty();
  }

  @Test
  void aPodThatEndsEndsItsConnections() throws IOException {
    try (Socket socket = new Socket("10.244.2.2", 8080)) {
      cluster.delete("pod/shop/api-2");

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  private static String answer(InputStream from, OutputStream to) throws IOException {
    to.write("GET / HTTP/1.1\r\nHost: api.shop\r\n\r\n".getBytes(UTF_8));
    BufferedReader in = new BufferedReader(new InputStreamReader(from, UTF_8));
    String line = in.readLine();
    while (!line.isEmpty()) {
      line = in.readLine();
    }
    return in.readLine();
  }
}
