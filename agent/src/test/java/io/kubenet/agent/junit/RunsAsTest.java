package io.kubenet.agent.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.client.ClientNetwork;
import io.kubenet.client.junit.InPod;
import io.kubenet.junit.KubeNetTest;
import java.net.Socket;
import org.junit.jupiter.api.Test;

@KubeNetTest(
    manifests =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: client, namespace: shop}
        spec: {nodeName: node1, containers: [{name: main, image: client}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: api-1, namespace: shop, labels: {app: api}}
        spec:
          nodeName: node1
          containers: [{name: main, image: api, ports: [{containerPort: 8080}]}]
        """)
@RunsAs("shop/client")
class RunsAsTest {

  @Test
  void theJvmRunsAsThePod(@InPod("shop/client") ClientNetwork network) throws Exception {
    try (Socket socket = new Socket("10.244.1.3", 8080)) {
      assertThat(socket.isConnected()).isTrue();
    }

    assertThat(network.connections())
        .extracting(Object::toString)
        .containsExactly("10.244.1.3:8080 -> shop/api-1, 0 requests");
  }

  @Test
  @RunsAs("shop/api-1")
  void aMethodsPodReplacesItsClass(@InPod("shop/api-1") ClientNetwork network) throws Exception {
    try (Socket socket = new Socket("10.244.1.3", 8080)) {
      assertThat(socket.isConnected()).isTrue();
    }

    assertThat(network.connections()).hasSize(1);
  }
}
