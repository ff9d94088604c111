package io.kubenet.clienttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feign.Feign;
import feign.RequestLine;
import feign.RetryableException;
import feign.Retryer;
import io.kubenet.Cluster;
import io.kubenet.client.ClientNetwork;
import io.kubenet.client.ClientNetworkAssert;
import java.net.ConnectException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;

/** Clients of Spring, and Feign, as docs/testing-real-clients.md sets them up. */
class FrameworkClientsTest {

  private final Cluster cluster = Shop.cluster();
  private final ClientNetwork network = ClientNetwork.of(cluster.pod("shop/client")).failFast();

  @AfterEach
  void close() {
    network.close();
  }

  /** A client for an interface. */
  interface Api {
    @RequestLine("GET /")
    String who();
  }

  private RestClient restClient(String uri) {
    return RestClient.builder()
        .baseUrl(uri)
        .requestFactory(
            new JdkClientHttpRequestFactory(
                java.net.http.HttpClient.newBuilder().proxy(network.proxySelector()).build()))
        .build();
  }

  private WebClient webClient(String uri) {
    HttpClient http =
        HttpClient.newConnection()
            .proxy(
                proxy -> proxy.type(ProxyProvider.Proxy.HTTP).socketAddress(network.doorAddress()));
    return WebClient.builder()
        .baseUrl(uri)
        .clientConnector(new ReactorClientHttpConnector(http))
        .build();
  }

  private Api feign(String uri) {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .socketFactory(network.socketFactory())
            .dns(network::lookup)
            .build();
    return Feign.builder()
        .client(new feign.okhttp.OkHttpClient(http))
        .retryer(Retryer.NEVER_RETRY)
        .target(Api.class, uri);
  }

  @Test
  void restClientReachesBothPods() {
    assertReachesBoth(() -> restClient("http://api.shop").get().retrieve().body(String.class));
  }

  @Test
  void webClientReachesBothPods() {
    assertReachesBoth(
        () -> webClient("http://api.shop").get().retrieve().bodyToMono(String.class).block());
  }

  @Test
  void feignReachesBothPods() {
    assertReachesBoth(() -> feign("http://api.shop").who());
  }

  @Test
  void restClientSeesThatAServiceRefuses() {
    assertThatThrownBy(() -> restClient("http://nobody.shop").get().retrieve().body(String.class))
        .isInstanceOf(HttpServerErrorException.BadGateway.class);
  }

  @Test
  void webClientSeesThatAServiceRefuses() {
    assertThatThrownBy(
            () -> webClient("http://nobody.shop").get().retrieve().bodyToMono(String.class).block())
        .hasMessageContaining("502 Bad Gateway");
  }

  @Test
  void feignSeesThatAServiceRefuses() {
    assertThatThrownBy(() -> feign("http://nobody.shop").who())
        .isInstanceOf(RetryableException.class)
        .hasCauseInstanceOf(ConnectException.class);
  }

  private void assertReachesBoth(Supplier<String> call) {
    Set<String> answers = new TreeSet<>();

    for (int i = 0; i < 20; i++) {
      answers.add(call.get());
    }

    assertThat(answers)
        .containsExactly(
            "shop/api-1 answered 10.244.1.2 for api.shop\n",
            "shop/api-2 answered 10.244.1.2 for api.shop\n");
    ClientNetworkAssert.assertThat(network)
        .hasConnections(20)
        .sharesConnectionsEvenlyAmong("shop/api-1", "shop/api-2");
  }
}
