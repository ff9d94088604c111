package io.kubenet.netfilter.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.ruleset.ipvs.RealServer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashTablesTest {

  private static final List<RealServer> SERVERS =
      Stream.of("10.244.2.9:80", "10.244.2.8:80", "10.244.1.7:80")
          .map(address -> new RealServer(IpPort.of(address), 1))
          .toList();

  /** What ip_vs of Linux 6.1 did in the scenario clusterip with the scheduler sh, on two nodes. */
  @ParameterizedTest
  @CsvSource({
    "10.244.1.50, 10.244.2.8",
    "10.244.3.50, 10.244.2.8",
    "10.244.1.7,  10.244.2.9",
    "10.96.0.10,  10.244.1.7",
  })
  void sourceGoesWhereTheKernelSentIt(String client, String server) {
    assertThat(HashTables.bySource(SERVERS, HashTables.fold(IpAddress.of(client))))
        .map(chosen -> chosen.address().address())
        .contains(IpAddress.of(server));
  }

  @Test
  void sourceOfAServerWithoutWeightHasNone() {
    List<RealServer> idle = SERVERS.stream().map(s -> new RealServer(s.address(), 0)).toList();

    assertThat(HashTables.bySource(idle, HashTables.fold(IpAddress.of("10.244.1.50")))).isEmpty();
  }

  @Test
  void serversOfOneWeightShareMaglevsTableEvenly() {
    int[] counts = HashTables.maglev(SERVERS);

    assertThat(Arrays.stream(counts).sum()).isEqualTo(HashTables.MAGLEV_SIZE);
    assertThat(counts).containsExactlyInAnyOrder(1365, 1364, 1364);
  }
}
