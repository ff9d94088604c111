package io.kubenet.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import io.kubenet.Manifests;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Networks know nothing of each other, whatever runs beside them. */
class ParallelNetworksTest {

  private static final int TESTS = 200;
  private static final int SEEDS = 10;
  private static final int CONNECTIONS = 6;

  @Test
  void manyTestsAtOnceSeeWhatEachSeesAlone() throws Exception {
    List<List<String>> alone = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      alone.add(seenWith(seed));
    }
    ExecutorService threads = Executors.newFixedThreadPool(32);
    List<Callable<List<String>>> tests = new ArrayList<>();
    for (int i = 0; i < TESTS; i++) {
      int seed = i % SEEDS;
      tests.add(() -> seenWith(seed));
    }

    List<Future<List<String>>> together = threads.invokeAll(tests);

    for (int i = 0; i < TESTS; i++) {
      assertThat(together.get(i).get()).as("test %d", i).isEqualTo(alone.get(i % SEEDS));
    }
    threads.shutdown();
  }

  /** Who answers by sockets and by the proxy in turn, and who is left when a pod has gone. */
  private static List<String> seenWith(int seed) throws IOException {
    Cluster cluster =
        KubeNet.load(
            ClusterConfig.iptables().withSeed(seed),
            Manifests.none().withText("shop.yaml", Shop.MANIFEST));
    try (ClientNetwork network = ClientNetwork.of(cluster.pod("shop/client"))) {
      List<String> seen = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        seen.add(i % 2 == 0 ? bySocket(network) : byProxy(network));
      }
      cluster.delete("pod/shop/api-" + (1 + seed % 2));
      seen.add(bySocket(network));
      network.connections().forEach(connection -> seen.add(connection.toString()));
      return seen;
    }
  }

  private static String bySocket(ClientNetwork network) throws IOException {
    try (Socket socket = network.socketFactory().createSocket("api.shop", 80)) {
      String request = "GET / HTTP/1.1\r\nHost: api\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return answer.substring(answer.indexOf("\r\n\r\n")).strip();
    }
  }

  private static String byProxy(ClientNetwork network) throws IOException {
    HttpURLConnection request =
        (HttpURLConnection)
            URI.create("http://api.shop/").toURL().openConnection(network.httpProxy());
    request.setRequestProperty("Connection", "close");
    return new String(request.getInputStream().readAllBytes(), UTF_8).strip();
  }
}
