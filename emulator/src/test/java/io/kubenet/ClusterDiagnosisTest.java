package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.finding.Finding;
import org.junit.jupiter.api.Test;

class ClusterDiagnosisTest {

  private static final String SHOP =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, labels: {app: web}}
      spec:
        containers: [{name: main, image: web, ports: [{containerPort: 8080}]}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec:
        selector: {app: wbe}
        ports: [{port: 80, targetPort: 8080}]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: web}
      spec:
        podSelector: {matchLabels: {app: web}}
        policyTypes: [Ingress, Egress]
        ingress:
        - from:
          - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: default}}
          - podSelector: {matchLabels: {app: web}}
      """;

  @Test
  void findingsOfServicesAndPoliciesTellTheirPlaces() {
    Cluster cluster = KubeNet.load(ClusterConfig.iptables(), "shop.yaml", SHOP);

    assertThat(cluster.diagnose())
        .extracting(
            finding -> finding.place().map(Object::toString).orElse("") + " " + finding.subject())
        .containsExactly(
            "shop.yaml:11 Service default/web spec.selector",
            "shop.yaml:17 NetworkPolicy default/web spec.egress",
            "shop.yaml:23 NetworkPolicy default/web spec.ingress[0].from[1]");
  }

  @Test
  void findingIsOneLine() {
    Cluster cluster = KubeNet.load(ClusterConfig.iptables(), "shop.yaml", SHOP);

    Finding split = cluster.diagnose().get(2);

    assertThat(split)
        .hasToString(
            "shop.yaml:23: warning: NetworkPolicy default/web spec.ingress[0].from[1]: ingress[0]"
                + " is an OR: it admits all pods in namespaces kubernetes.io/metadata.name=default,"
                + " and besides them pods app=web of its namespace; to admit only pods that match"
                + " both, write podSelector and namespaceSelector in one item: remove the '-'"
                + " before the second");
  }
}
