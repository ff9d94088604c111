package io.kubenet.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IpAddress;
import io.kubenet.netfilter.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeNetworkTest {

  private final NodeNetwork network =
      new NodeNetwork(
          () ->
              Topology.of(SmallCluster.state(), FabricConfig.DEFAULT, node -> Program.EMPTY)
                  .senders()
                  .node("node1"));

  @ParameterizedTest
  @CsvSource({
    "eth0, 192.168.0.12, 192.168.0.11",
    "cni0, 10.244.1.7, 10.244.1.1",
    "lo, 10.244.1.1, 192.168.0.11",
    "eth0, fd00:192::12, fd00:192::11",
    "lo, fd00:192::11, fd00:192::11",
    "lo, fd00:10:244:1::1, fd00:10:244:1::1"
  })
  void masqueradesAsTheKernelDoes(String device, String destination, String source) {
    assertThat(network.masqueradeAddress(device, IpAddress.of(destination)))
        .contains(IpAddress.of(source));
  }
}
