package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.finding.Finding;
import org.junit.jupiter.api.Test;

/** Two pods that have one address: every part takes the same one, and says so. */
class SharedAddressTest {

  private static final String DENIAL =
      """
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: closed}
      spec: {podSelector: {matchLabels: {app: a}}, policyTypes: [Ingress]}
      """;

  private static String pod(String name, String ip, String phase) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, labels: {app: %s}}
    spec: {nodeName: node1, containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}
    status: {phase: %s, podIP: %s, conditions: [{type: Ready, status: "True"}]}
    ---
    """
        .formatted(name, name, phase, ip);
  }

  private static String twoAtOneAddress(String phaseOfTheFirst) {
    return pod("client", "10.244.1.2", "Running")
        + pod("z", "10.244.1.9", "Running")
        + pod("a", "10.244.1.9", phaseOfTheFirst);
  }

  private static Cluster load(String manifest) {
    return KubeNet.load(ClusterConfig.iptables(), "shop.yaml", manifest);
  }

  private static Connection connect(Cluster cluster) {
    return cluster.pod("client").connectTo("10.244.1.9", 80);
  }

  @Test
  void packetsGoToTheFirstByName() {
    assertThat(connect(load(twoAtOneAddress("Running"))).endpoint()).contains("default/a");
  }

  @Test
  void policiesOfTheSameOneHold() {
    Connection connection = connect(load(twoAtOneAddress("Running") + DENIAL));

    assertThat(connection.outcome().because()).contains("denied ingress of pod default/a");
  }

  @Test
  void theOtherOneIsFound() {
    Cluster cluster = load(twoAtOneAddress("Running"));

    assertThat(cluster.diagnose())
        .extracting(Finding::toString)
        .containsExactly(
            "shop.yaml:11: error: Pod default/z status.podIP: pod default/a has the address"
                + " 10.244.1.9 too: what is sent there is taken to be for that pod alone; delete"
                + " the pod that is there no more, or restart one of the two");
  }

  @Test
  void finishedPodsHaveNoAddress() {
    Cluster cluster = load(twoAtOneAddress("Succeeded") + DENIAL);

    assertThat(connect(cluster).endpoint()).contains("default/z");
    assertThat(cluster.diagnose()).noneMatch(found -> found.subject().kind().equals("Pod"));
  }
}
