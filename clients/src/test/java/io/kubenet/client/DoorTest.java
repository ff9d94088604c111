package io.kubenet.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.Cluster;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DoorTest {

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

  @ParameterizedTest
  @EnumSource(names = {"SOCKS", "HTTP"})
  void httpUrlConnectionsGoThroughEitherProxy(Proxy.Type type) throws IOException {
    Proxy proxy = new Proxy(type, network.doorAddress());
    HttpURLConnection request =
        (HttpURLConnection) URI.create("http://api.shop/").toURL().openConnection(proxy);

    String answer = new String(request.getInputStream().readAllBytes(), UTF_8);

    assertThat(answer).matches("shop/api-[12] answered 10\\.244\\.1\\.2 for api\\.shop\n");
  }

  @Test
  void aClientThatPoolsAllHostsOverOneConnectionDoesNotMixThemUp() throws Exception {
    HttpClient http = HttpClient.newBuilder().proxy(network.proxySelector()).build();

    assertThat(get(http, "http://10.244.1.3:8080/")).isEqualTo("200 shop/api-1");
    assertThat(get(http, "http://10.244.2.2:8080/")).isEqualTo("200 shop/api-2");
    assertThat(get(http, "http://10.244.1.3:8080/")).isEqualTo("200 shop/api-1");

    assertThat(network.connections())
        .extracting(ClientConnection::toString)
        .containsExactly(
            "10.244.1.3:8080 -> shop/api-1, 2 requests",
            "10.244.2.2:8080 -> shop/api-2, 1 request");
  }

  @Test
  void aBodyIsCarriedBothWaysOfFraming() throws Exception {
    HttpClient http = HttpClient.newBuilder().proxy(network.proxySelector()).build();
    HttpRequest sized =
        HttpRequest.newBuilder(URI.create("http://api.shop/"))
            .POST(HttpRequest.BodyPublishers.ofString("x".repeat(100_000)))
            .build();
    HttpRequest chunked =
        HttpRequest.newBuilder(URI.create("http://api.shop/"))
            .POST(
                HttpRequest.BodyPublishers.fromPublisher(
                    HttpRequest.BodyPublishers.ofString("y".repeat(50_000))))
            .build();

    assertThat(http.send(sized, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    assertThat(http.send(chunked, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aRefusedConnectionIsABadGatewayWithTheStory() throws Exception {
    HttpClient http = HttpClient.newBuilder().proxy(network.proxySelector()).build();

    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create("http://10.244.1.3:9999/")).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(response.body()).contains("pod shop/api-1 does not listen on TCP 10.244.1.3:9999");
  }

  @Test
  void anUnknownNameIsABadGateway() throws Exception {
    HttpClient http = HttpClient.newBuilder().proxy(network.proxySelector()).build();

    assertThat(get(http, "http://example.com/")).startsWith("502 ");
  }

  @Test
  void aRefusedConnectionIsRefusedBySocksToo() {
    Socket socket = new Socket(network.socksProxy());

    assertThatThrownBy(() -> socket.connect(InetSocketAddress.createUnresolved("nobody.shop", 80)))
        .isInstanceOf(SocketException.class)
        .hasMessage("SOCKS: Connection refused");
  }

  @Test
  void silenceIsToldAtOnceWhereThatIsAskedFor() throws Exception {
    cluster.apply(DENY_API);
    HttpClient http = HttpClient.newBuilder().proxy(network.failFast().proxySelector()).build();

    assertThat(get(http, "http://api.shop/")).startsWith("504 ");
  }

  @Test
  void silenceIsSilenceOtherwise() throws IOException {
    cluster.apply(DENY_API);

    try (Socket socket = new Socket()) {
      socket.connect(network.doorAddress());
      socket.setSoTimeout(50);
      socket.getOutputStream().write("GET http://api.shop/ HTTP/1.1\r\n\r\n".getBytes(UTF_8));

      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aRequestThatIsNoProxysIsABadRequest() throws Exception {
    try (Socket socket = new Socket()) {
      socket.connect(network.doorAddress());
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
      socket.shutdownOutput();

      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 400 Bad Request\r\n")
          .endsWith("'/' is not an absolute URI of http\n");
    }
  }

  private static String get(HttpClient http, String uri) throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
    return response.statusCode() + " " + response.body().replaceAll("(?s) answered.*", "");
  }
}
