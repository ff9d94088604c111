package io.kubenet.controlplane.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.ControlPlaneConfig;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.IpFamily;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifeFindingsTest {

  private static String deployment(String strategy, String pod, String lifecycle) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: api}
    spec:
      replicas: 3
      strategy: %s
      selector: {matchLabels: {app: api}}
      template:
        metadata: {labels: {app: api}}
        spec:
          %s
          containers: [{name: c, image: i, lifecycle: %s}]
    """
        .formatted(strategy, pod, lifecycle);
  }

  private static List<String> findings(String manifest) {
    return ControlPlane.load(
            ManifestReader.read(new TextSource("shop.yaml", manifest)),
            ControlPlaneConfig.of(IpFamily.IPV4))
        .diagnose()
        .stream()
        .map(finding -> finding.id() + " " + finding)
        .toList();
  }

  @Test
  void preStopThatFillsTheGracePeriodLeavesNothingForTheProcess() {
    String spec = "terminationGracePeriodSeconds: 20";

    assertThat(findings(deployment("{}", spec, "{preStop: {sleep: {seconds: 20}}}")))
        .containsExactly(
            "grace-period-too-short shop.yaml:11: warning: Deployment default/api"
                + " spec.template.spec.terminationGracePeriodSeconds: container 'c' takes 20 s for"
                + " preStop and 0 s to drain, and is killed after 20 s; ask for more than 20 s");
    assertThat(findings(deployment("{}", spec, "{preStop: {sleep: {seconds: 19}}}"))).isEmpty();
  }

  @Test
  void rolloutThatMayTakeAllPodsIsTold() {
    assertThat(
            findings(
                deployment("{rollingUpdate: {maxUnavailable: 100%}}", "hostNetwork: false", "{}")))
        .containsExactly(
            "rollout-may-take-all shop.yaml:6: warning: Deployment default/api"
                + " spec.strategy.rollingUpdate.maxUnavailable: a rollout may take all 3 pods away"
                + " before another is ready; ask for less, such as 25%, or for 0 with a maxSurge");
    assertThat(
            findings(
                deployment("{rollingUpdate: {maxUnavailable: 2}}", "hostNetwork: false", "{}")))
        .isEmpty();
  }

  @Test
  void budgetThatAllowsNothingIsTold() {
    String budget =
        """
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: api}
        spec: {%s, selector: {matchLabels: {app: api}}}
        """;
    String api = deployment("{}", "hostNetwork: false", "{}");

    assertThat(findings(api + budget.formatted("minAvailable: 3")))
        .containsExactly(
            "budget-allows-nothing shop.yaml:17: warning: PodDisruptionBudget default/api"
                + " spec.minAvailable: lets no pod be evicted even when all 3 are ready: a drain"
                + " waits for ever; let at least one be missing, or run more pods");
    assertThat(findings(api + budget.formatted("maxUnavailable: 0%"))).hasSize(1);
    assertThat(findings(api + budget.formatted("minAvailable: 2"))).isEmpty();
    assertThat(findings(api + budget.formatted("maxUnavailable: 1%"))).isEmpty();
  }

  @Test
  void handlersAreJudgedAsTheServerDoes() {
    assertThatThrownBy(
            () ->
                findings(
                    deployment("{}", "hostNetwork: false", "{preStop: {sleep: {seconds: 31}}}")))
        .hasMessageContaining("lifecycle.preStop.sleep")
        .hasMessageContaining(
            "31 must be non-negative and less than terminationGracePeriodSeconds (30)");
    assertThatThrownBy(() -> findings(deployment("{}", "hostNetwork: false", "{preStop: {}}")))
        .hasMessageContaining("lifecycle.preStop")
        .hasMessageContaining("must specify a handler type");
  }
}
