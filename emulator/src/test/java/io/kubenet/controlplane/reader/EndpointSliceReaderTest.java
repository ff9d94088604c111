package io.kubenet.controlplane.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.ControlPlaneConfig;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpFamily;
import org.junit.jupiter.api.Test;

class EndpointSliceReaderTest {

  @Test
  void endpointThatSaysNothingIsReadyAndServes() {
    EndpointSlice.Endpoint endpoint = endpoint("{}");

    assertThat(endpoint.isReady()).isTrue();
    assertThat(endpoint.isServing()).isTrue();
    assertThat(endpoint.isTerminating()).isFalse();
  }

  @Test
  void endpointThatTerminatesServesUnlessItSaysOtherwise() {
    EndpointSlice.Endpoint silent = endpoint("{ready: false, terminating: true}");
    EndpointSlice.Endpoint outspoken =
        endpoint("{ready: false, serving: false, terminating: true}");

    assertThat(silent.isReady()).isFalse();
    assertThat(silent.isServing()).isTrue();
    assertThat(outspoken.isServing()).isFalse();
  }

  private static EndpointSlice.Endpoint endpoint(String conditions) {
    String manifest =
        """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
        addressType: IPv4
        ports: [{port: 5432}]
        endpoints: [{addresses: [10.0.0.1], conditions: %s}]
        """
            .formatted(conditions);
    ControlPlane plane =
        ControlPlane.load(
            ManifestReader.read(new TextSource("db.yaml", manifest)),
            ControlPlaneConfig.of(IpFamily.IPV4));
    return plane.state().slicesOf(ObjectName.of("default/db")).iterator().next().endpoints().get(0);
  }
}
