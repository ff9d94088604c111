package io.kubenet.controlplane.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.ControlPlaneConfig;
import io.kubenet.finding.Finding;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.IpFamily;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

  private static final String API =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: api}
      spec:
        replicas: 3
        selector: {matchLabels: {app: api-service}}
        template:
          metadata: {labels: {app: api-service}}
          spec:
            containers: [{name: c, image: c, ports: [{name: http, containerPort: 8080}]}]
      ---
      """;

  private static List<String> findings(String manifest) {
    return ControlPlane.load(
            ManifestReader.read(new TextSource("shop.yaml", API + manifest)),
            ControlPlaneConfig.of(IpFamily.IPV4))
        .diagnose()
        .stream()
        .map(Finding::toString)
        .toList();
  }

  @Test
  void aSelectorThatMatchesNothingNamesTheNearestLabels() {
    assertThat(
            findings(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: api}
                spec:
                  selector: {app: api}
                  ports: [{port: 80}]
                """))
        .containsExactly(
            "shop.yaml:16: error: Service default/api spec.selector: the selector {app=api} matches"
                + " no pod; did you mean app=api-service? 3 ready pods");
  }

  @Test
  void aMisspeltPortNamesTheNearestPort() {
    assertThat(
            findings(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: api}
                spec:
                  selector: {app: api-service}
                  ports:
                  - port: 80
                    targetPort: htpp
                """))
        .containsExactly(
            "shop.yaml:19: error: Service default/api spec.ports[0].targetPort: 'htpp' names no"
                + " port of its pods; did you mean 'http'?");
  }

  @Test
  void aManifestThatIsRightHasNoFindings() {
    assertThat(
            findings(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: api}
                spec:
                  selector: {app: api-service}
                  ports: [{port: 80, targetPort: http}]
                """))
        .isEmpty();
  }
}
