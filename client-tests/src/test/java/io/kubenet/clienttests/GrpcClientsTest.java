package io.kubenet.clienttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.HttpConnectProxiedSocketAddress;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.ProxyDetector;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.kubenet.Cluster;
import io.kubenet.client.ClientNetwork;
import io.kubenet.client.ClientNetworkAssert;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Channels of gRPC over both of its transports, against a real gRPC server. */
class GrpcClientsTest {

  /** A transport of gRPC. */
  enum Transport {
    NETTY {
      @Override
      ManagedChannelBuilder<?> channel(String target) {
        return NettyChannelBuilder.forTarget(target);
      }
    },
    OKHTTP {
      @Override
      ManagedChannelBuilder<?> channel(String target) {
        return OkHttpChannelBuilder.forTarget(target);
      }
    };

    abstract ManagedChannelBuilder<?> channel(String target);
  }

  private final Cluster cluster = Shop.cluster();
  private final ClientNetwork network = ClientNetwork.of(cluster.pod("shop/client")).failFast();
  private Server server;

  @BeforeEach
  void start() throws IOException {
    HealthStatusManager health = new HealthStatusManager();
    health.setStatus("", HealthCheckResponse.ServingStatus.SERVING);
    server = ServerBuilder.forPort(0).addService(health.getHealthService()).build().start();
    cluster.pod("shop/api-1").serves(8080, server.getPort());
    cluster.pod("shop/api-2").serves(8080, server.getPort());
  }

  @AfterEach
  void close() {
    network.close();
    server.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource
  void oneChannelIsOneConnectionToOnePod(Transport transport) {
    ManagedChannel channel = channel(transport, "api.shop:80");
    try {
      for (int i = 0; i < 10; i++) {
        assertThat(check(channel)).isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
      }
    } finally {
      channel.shutdownNow();
    }

    ClientNetworkAssert.assertThat(network).hasConnections(1).reusesConnections();
  }

  @ParameterizedTest
  @EnumSource
  void aServiceThatRefusesIsUnavailable(Transport transport) {
    ManagedChannel channel = channel(transport, "nobody.shop:80");
    try {
      assertThatThrownBy(() -> check(channel))
          .isInstanceOf(StatusRuntimeException.class)
          .satisfies(
              failure ->
                  assertThat(Status.fromThrowable(failure).getCode())
                      .isEqualTo(Status.Code.UNAVAILABLE));
    } finally {
      channel.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aChannelGoesToAnotherPodWhenItsOwnHasGone(Transport transport) {
    ManagedChannel channel = channel(transport, "api.shop:80");
    try {
      check(channel);
      String first = network.connections().get(0).endpoint().orElseThrow();

      cluster.delete("pod/" + first);

      checkAgain(channel);

      assertThat(network.connections().get(1).endpoint()).isPresent().isNotEqualTo(first);
    } finally {
      channel.shutdownNow();
    }
  }

  /** The first call may still go to the connection that has just ended, and fails with it. */
  private static void checkAgain(ManagedChannel channel) {
    try {
      check(channel);
    } catch (StatusRuntimeException ended) {
      HealthGrpc.newBlockingStub(channel)
          .withWaitForReady()
          .check(HealthCheckRequest.getDefaultInstance());
    }
  }

  private ManagedChannel channel(Transport transport, String target) {
    ProxyDetector door =
        address ->
            HttpConnectProxiedSocketAddress.newBuilder()
                .setTargetAddress((InetSocketAddress) address)
                .setProxyAddress(network.doorAddress())
                .build();
    return transport.channel(target).proxyDetector(door).usePlaintext().build();
  }

  private static HealthCheckResponse.ServingStatus check(ManagedChannel channel) {
    return HealthGrpc.newBlockingStub(channel)
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus();
  }
}
