package io.kubenet.clienttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.Cluster;
import io.kubenet.client.ClientNetwork;
import io.kubenet.client.ClientNetworkAssert;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Clients of Redis, against a stub that speaks as much of its protocol as they need. */
class RedisClientsTest {

  private final Cluster cluster = Shop.cluster();
  private final ClientNetwork network = ClientNetwork.of(cluster.pod("shop/client")).failFast();
  private RedisStub first;
  private RedisStub second;

  @BeforeEach
  void start() throws IOException {
    first = new RedisStub("first");
    second = new RedisStub("second");
    cluster.pod("shop/api-1").serves(8080, first.port());
    cluster.pod("shop/api-2").serves(8080, second.port());
  }

  @AfterEach
  void close() throws IOException {
    network.close();
    first.close();
    second.close();
  }

  @Test
  void jedisReachesBothPodsBySockets() {
    Set<String> values = new TreeSet<>();

    for (int i = 0; i < 20; i++) {
      try (Jedis jedis = jedis("api.shop")) {
        values.add(jedis.get("who"));
      }
    }

    assertThat(values).containsExactly("first", "second");
    ClientNetworkAssert.assertThat(network).hasConnections(20).leavesNoConnectionOpen();
  }

  @Test
  void jedisSeesThatAPodHasGone() {
    try (Jedis jedis = jedis("10.244.1.3", 8080)) {
      assertThat(jedis.get("who")).isEqualTo("first");

      cluster.delete("pod/shop/api-1");

      assertThatThrownBy(() -> jedis.get("who"))
          .isInstanceOf(JedisConnectionException.class)
          .hasMessage("Unexpected end of stream.");
    }
  }

  @Test
  void jedisSeesThatAServiceRefuses() {
    assertThatThrownBy(() -> jedis("nobody.shop").get("who"))
        .isInstanceOf(JedisConnectionException.class)
        .hasRootCauseInstanceOf(io.kubenet.client.ModelVerdict.class);
  }

  @Test
  void lettuceReachesBothPodsThroughTheProxy() {
    Set<String> values = new TreeSet<>();

    for (int i = 0; i < 10; i++) {
      values.add(lettuce("api.shop"));
    }

    assertThat(values).containsExactly("first", "second");
    ClientNetworkAssert.assertThat(network).hasConnections(10);
  }

  @Test
  void lettuceSeesThatANameIsUnknown() {
    assertThatThrownBy(() -> lettuce("api.elsewhere")).isInstanceOf(RedisConnectionException.class);
    assertThat(network.connections()).noneMatch(connection -> connection.opening().isEstablished());
  }

  private Jedis jedis(String host) {
    return jedis(host, 80);
  }

  private Jedis jedis(String host, int port) {
    return new Jedis(
        () -> {
          try {
            return network.socketFactory().createSocket(host, port);
          } catch (IOException e) {
            throw new JedisConnectionException("Failed to connect to " + host, e);
          }
        },
        DefaultJedisClientConfig.builder().build());
  }

  private String lettuce(String host) {
    ClientResources resources =
        ClientResources.builder()
            .addressResolverGroup(NoopAddressResolverGroup.INSTANCE)
            .nettyCustomizer(
                new NettyCustomizer() {
                  @Override
                  public void afterChannelInitialized(Channel channel) {
                    channel.pipeline().addFirst(new HttpProxyHandler(network.doorAddress()));
                  }
                })
            .build();
    RedisClient client = RedisClient.create(resources, RedisURI.create(host, 80));
    client.setOptions(
        io.lettuce.core.ClientOptions.builder()
            .protocolVersion(ProtocolVersion.RESP2)
            .autoReconnect(false)
            .build());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return connection.sync().get("who");
    } finally {
      client.shutdown();
      resources.shutdown().syncUninterruptibly();
    }
  }
}
