package io.kubenet.clienttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import io.kubenet.Manifests;
import io.kubenet.client.ClientNetwork;
import io.kubenet.client.ClientNetworkAssert;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** JDBC: pgjdbc, by itself and in a pool, against a real PostgreSQL on the loopback interface. */
class DatabaseClientsTest {

  private static final String MANIFEST =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: client, namespace: shop}
      spec: {nodeName: node1, containers: [{name: main, image: client}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: db-0, namespace: shop, labels: {app: db}}
      spec:
        nodeName: node2
        containers: [{name: main, image: postgres, ports: [{containerPort: 5432}]}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: db, namespace: shop}
      spec: {selector: {app: db}, ports: [{port: 5432}]}
      """;

  private static final String OTHER_DATABASE =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: db-1, namespace: shop, labels: {app: db}}
      spec:
        nodeName: node1
        containers: [{name: main, image: postgres, ports: [{containerPort: 5432}]}]
      """;

  private static EmbeddedPostgres postgres;

  private final Cluster cluster =
      KubeNet.load(ClusterConfig.iptables(), Manifests.none().withText("db.yaml", MANIFEST));

  private final ClientNetwork network = ClientNetwork.of(cluster.pod("shop/client"));

  /** pgjdbc makes its socket factory by name: it finds the network of the test here. */
  public static final class PodSocketFactory extends SocketFactory {

    private static SocketFactory ofTheTest;

    @Override
    public Socket createSocket() throws java.io.IOException {
      return ofTheTest.createSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws java.io.IOException {
      return ofTheTest.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws java.io.IOException {
      return ofTheTest.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws java.io.IOException {
      return ofTheTest.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws java.io.IOException {
      return ofTheTest.createSocket(host, port);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void stand() {
    cluster.pod("shop/db-0").serves(5432, postgres.getPort());
    PodSocketFactory.ofTheTest = network.socketFactory();
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void aQueryGoesToThePodByTheNameOfItsService() throws Exception {
    try (Connection connection = connect("db.shop");
        ResultSet rows = connection.createStatement().executeQuery("select 6 * 7")) {
      rows.next();

      assertThat(rows.getInt(1)).isEqualTo(42);
    }

    ClientNetworkAssert.assertThat(network).hasConnections(1).leavesNoConnectionOpen();
    ClientNetworkAssert.assertThat(network).connectionsServedBy("shop/db-0").hasSize(1);
  }

  @Test
  void aServiceWithoutEndpointsRefuses() {
    cluster.markUnready("shop/db-0");

    assertThatThrownBy(() -> connect("db.shop"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("Connection to db.shop:5432 refused")
        .hasRootCauseInstanceOf(io.kubenet.client.ModelVerdict.class)
        .hasCauseInstanceOf(ConnectException.class);
  }

  @Test
  void aNameThatTheModelDoesNotKnowIsUnknown() {
    assertThatThrownBy(() -> connect("db.elsewhere"))
        .isInstanceOf(SQLException.class)
        .hasCauseInstanceOf(UnknownHostException.class);
  }

  @Test
  void aPooledConnectionNoticesThatItsPodHasGone() throws Exception {
    try (Connection connection = connect("db.shop")) {
      assertThat(connection.isValid(1)).isTrue();

      cluster.delete("pod/shop/db-0");

      assertThat(connection.isValid(1)).isFalse();
    }
  }

  @Test
  void aPoolReplacesTheConnectionsOfAPodThatHasGone() throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:postgresql://db.shop:5432/postgres");
    config.setUsername("postgres");
    config.addDataSourceProperty("sslmode", "disable");
    config.addDataSourceProperty("socketFactory", PodSocketFactory.class.getName());
    config.setMaximumPoolSize(1);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      Connection held = pool.getConnection();
      cluster.apply(OTHER_DATABASE);
      cluster.pod("shop/db-1").serves(5432, postgres.getPort());
      cluster.delete("pod/shop/db-0");
      assertThatThrownBy(() -> held.createStatement().executeQuery("select 1"))
          .isInstanceOf(SQLException.class);
      held.close();

      try (Connection next = pool.getConnection()) {
        assertThat(next.isValid(1)).isTrue();
      }
    }

    ClientNetworkAssert.assertThat(network).leavesNoConnectionOpen();
    ClientNetworkAssert.assertThat(network).connectionsServedBy("shop/db-1").isNotEmpty();
  }

  private static Connection connect(String host) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("sslmode", "disable");
    properties.setProperty("socketFactory", PodSocketFactory.class.getName());
    return DriverManager.getConnection("jdbc:postgresql://" + host + ":5432/postgres", properties);
  }
}
