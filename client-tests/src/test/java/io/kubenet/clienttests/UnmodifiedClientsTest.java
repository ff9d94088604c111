package io.kubenet.clienttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.kubenet.Cluster;
import io.kubenet.agent.ModelAgent;
import io.kubenet.client.ClientNetwork;
import io.kubenet.client.ClientNetworkAssert;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients as they are without a word about the model: the agent makes them the pod's. */
@ResourceLock(Resources.GLOBAL)
class UnmodifiedClientsTest {

  private final Cluster cluster = Shop.cluster();
  private final ClientNetwork network = ClientNetwork.of(cluster.pod("shop/client")).failFast();
  private final ModelAgent agent = ModelAgent.runAs(network);

  @AfterEach
  void close() {
    agent.close();
    network.close();
  }

  @ParameterizedTest
  @EnumSource
  void reachesBothPodsInTheSharesOfTheModel(PlainCaller client) throws Exception {
    Set<String> answers = new TreeSet<>();

    for (int i = 0; i < 20; i++) {
      answers.add(client.get("http://api.shop/"));
    }

    assertThat(answers)
        .containsExactly(
            "shop/api-1 answered 10.244.1.2 for api.shop\n",
            "shop/api-2 answered 10.244.1.2 for api.shop\n");
    ClientNetworkAssert.assertThat(network)
        .hasConnections(20)
        .sharesConnectionsEvenlyAmong("shop/api-1", "shop/api-2");
  }

  @ParameterizedTest
  @EnumSource
  void seesThatAServiceRefuses(PlainCaller client) {
    assertThat(told(catchThrowable(() -> client.get("http://nobody.shop/"))))
        .contains("ConnectException: ", "Connection refused");
  }

  @ParameterizedTest
  @EnumSource
  void seesThatNobodyHasAnAddress(PlainCaller client) {
    assertThat(told(catchThrowable(() -> client.get("http://10.244.1.99/"))))
        .containsPattern("No route to host|NoRouteToHostException");
  }

  @ParameterizedTest
  @EnumSource
  void seesThatNothingComesBack(PlainCaller client) {
    cluster.apply(Shop.DENY_API);

    assertThat(told(catchThrowable(() -> client.get("http://api.shop/"))))
        .containsPattern("(?i)timed out");
  }

  @ParameterizedTest
  @EnumSource
  void doesNotReachANameThatTheModelDoesNotKnow(PlainCaller client) {
    assertThat(told(catchThrowable(() -> client.get("http://api.example.com/"))))
        .containsPattern("UnknownHostException|UnresolvedAddressException");
    assertThat(network.connections()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void doesNotReachThisMachine(PlainCaller client) throws Exception {
    try (ServerSocket real = new ServerSocket(0)) {
      String uri = "http://127.0.0.1:" + real.getLocalPort() + "/";

      assertThat(told(catchThrowable(() -> client.get(uri)))).contains("Connection refused");

      real.setSoTimeout(1);
      assertThat(catchThrowable(real::accept)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aChannelOfGrpcOverNettyIsThePods() throws IOException {
    HealthStatusManager health = new HealthStatusManager();
    health.setStatus("", HealthCheckResponse.ServingStatus.SERVING);
    Server server = ServerBuilder.forPort(0).addService(health.getHealthService()).build().start();
    cluster.pod("shop/api-1").serves(8080, server.getPort());
    cluster.pod("shop/api-2").serves(8080, server.getPort());
    ManagedChannel channel = NettyChannelBuilder.forTarget("api.shop:80").usePlaintext().build();
    try {
      assertThat(
              HealthGrpc.newBlockingStub(channel)
                  .check(HealthCheckRequest.getDefaultInstance())
                  .getStatus())
          .isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
    }

    ClientNetworkAssert.assertThat(network).hasConnections(1).hasNoFailedConnection();
  }

  @Test
  void lettuceIsThePods() throws IOException {
    try (RedisStub redis = new RedisStub("redis")) {
      cluster.pod("shop/api-1").serves(8080, redis.port());
      cluster.pod("shop/api-2").serves(8080, redis.port());
      RedisClient client = RedisClient.create(RedisURI.create("api.shop", 80));
      try (StatefulRedisConnection<String, String> connection = client.connect()) {
        assertThat(connection.sync().get("who")).isEqualTo("redis");
      } finally {
        client.shutdown();
      }
    }

    ClientNetworkAssert.assertThat(network).hasConnections(1).hasNoFailedConnection();
  }

  @Test
  void nativeTransportsOfNettyAreNotAvailable() {
    assertThat(Epoll.isAvailable()).isFalse();
    assertThat(catchThrowable(Epoll::ensureAvailability))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "io.netty.channel.epoll.Epoll makes connections past the JDK, where the model of pod"
                + " shop/client does not see them; use Netty's NIO transport, as"
                + " -Dio.netty.transport.noNative=true does");
  }

  private static String told(Throwable failure) {
    StringBuilder told = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      told.append(cause).append('\n');
    }
    return told.toString();
  }
}
