package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Traffic.Flow;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficTest {

  private static final String SHOP =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}},
       spec: {nodeName: node-a, containers: [{name: main, image: app, ports: [{containerPort: 8080}]}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web},
       spec: {type: LoadBalancer, selector: {app: web}, externalIPs: [203.0.113.10],
         ports: [{port: 80, targetPort: 8080, nodePort: 30080}]},
       status: {loadBalancer: {ingress: [{ip: 192.0.2.7}]}}}
      """;

  private final Traffic traffic =
      KubeNet.load(ClusterConfig.iptables().withNodes("node-a", "node-b"), "shop.yaml", SHOP)
          .traffic(List.of("203.0.113.250"));

  @Test
  void podsUseEveryAddressThatIsForAll() {
    assertThat(doors("pod/default/web"))
        .containsExactly(
            "default/web:80",
            "default/web:80 at node-a:30080",
            "default/web:80 at node-b:30080",
            "default/web:80 at 203.0.113.10",
            "default/web:80 at load balancer 192.0.2.7",
            "pod default/web:8080");
  }

  @Test
  void nodesUseTheirOwnAddressesToo() {
    assertThat(doors("node/node-b"))
        .contains("default/web:80 at 10.244.2.1:30080", "default/web:80 at 127.0.0.1:30080")
        .doesNotContain("default/web:80 at 10.244.1.1:30080")
        .doesNotHaveDuplicates();
  }

  @Test
  void clientsOutsideComeToEachNode() {
    assertThat(doors("external/203.0.113.250"))
        .containsExactly(
            "default/web:80 at node-a:30080",
            "default/web:80 at node-b:30080",
            "default/web:80 at 203.0.113.10 via node-a",
            "default/web:80 at 203.0.113.10 via node-b",
            "default/web:80 at load balancer 192.0.2.7");
  }

  @Test
  void clientIsToldByWhoseAddressItComesWith() {
    assertThat(clientSeen("external/203.0.113.250", "default/web:80 at node-b:30080"))
        .isEqualTo("node/node-b");
    assertThat(clientSeen("node/node-a", "default/web:80")).isEqualTo(Traffic.Receipt.OWN);
  }

  private String clientSeen(String from, String to) {
    return traffic.flows().stream()
        .filter(flow -> flow.from().equals(from) && flow.to().equals(to))
        .map(flow -> flow.endings().get(0).receipt().orElseThrow().client())
        .findFirst()
        .orElseThrow();
  }

  private List<String> doors(String client) {
    return traffic.flows().stream()
        .filter(flow -> flow.from().equals(client))
        .map(Flow::to)
        .toList();
  }
}
