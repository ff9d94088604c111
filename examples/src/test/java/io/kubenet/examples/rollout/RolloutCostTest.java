package io.kubenet.examples.rollout;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.Load;
import io.kubenet.Script;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Pod;
import io.kubenet.time.DelayInterval;
import io.kubenet.time.DelayRow;
import io.kubenet.time.Delays;
import io.kubenet.timeline.Timeline;
import io.kubenet.trace.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a rollout costs, and what saves it: a client asks 200 times a second meanwhile. */
@KubeNetTest(manifests = "api.yaml")
class RolloutCostTest {

  private static final String API = "deployment/shop/api";

  private static final String CONTAINER =
      "{name: main, image: api, ports: [{containerPort: 8080}],"
          + " readinessProbe: {httpGet: {port: 8080}, periodSeconds: 2}%s}";

  private static final String TEMPLATE = "{spec: {template: {spec: {containers: [%s]}}}}";

  @Test
  void withoutPreStopOldRulesSendToPodsThatHaveEnded(
      Cluster cluster, @Pod("shop/client") Host client) {
    Timeline timeline =
        cluster.timeline(
            Script.at(Duration.ofSeconds(1)).restart(API),
            Delays.typical(),
            Load.of(client, "api", 80).perSecond(200));

    assertThat(timeline).losesAtMost(500).keepsAtLeastReady("shop/api", 3);
    assertThat(timeline.losesNothing()).isFalse();
  }

  @Test
  void preStopSavesEveryRolloutButTheOneThatBringsIt(
      Cluster cluster, @Pod("shop/client") Host client) {
    cluster.apply(withContainer(", lifecycle: {preStop: {sleep: {seconds: 5}}}"));

    assertThat(
            cluster.timeline(
                Script.at(Duration.ofSeconds(1)).restart(API),
                Delays.typical(),
                Load.of(client, "api", 80).perSecond(200)))
        .losesNothing();
  }

  @Test
  void preStopThatIsShorterThanASlowKubeProxyLosesStill(
      Cluster cluster, @Pod("shop/client") Host client) {
    cluster.apply(withContainer(", lifecycle: {preStop: {sleep: {seconds: 5}}}"));

    Timeline timeline =
        cluster.timeline(
            Script.at(Duration.ofSeconds(1)).restart(API),
            Delays.typical().with(DelayRow.PROXY_SYNC, DelayInterval.ofMillis(6000, 9000)),
            Load.of(client, "api", 80).perSecond(200));

    assertThat(timeline.losesNothing()).isFalse();
  }

  @Test
  void withoutAReadinessProbePodsGetRequestsBeforeTheyListen(
      Cluster cluster, @Pod("shop/client") Host client) {
    Timeline timeline =
        cluster.timeline(
            Script.at(Duration.ofSeconds(1))
                .patch(
                    API,
                    TEMPLATE.formatted(
                        "{name: main, image: api, ports: [{containerPort: 8080}],"
                            + " lifecycle: {preStop: {sleep: {seconds: 5}}}}")),
            Delays.typical(),
            Load.of(client, "api", 80).perSecond(200));

    assertThat(timeline.flows().get(0).requests().lost())
        .anyMatch(loss -> loss.verdict() == Verdict.REFUSED);
  }

  @Test
  void aRolloutThatGetsStuckCostsNothingAndCanBeTakenBack(
      Cluster cluster, @Pod("shop/client") Host client) {
    Timeline timeline =
        cluster.timeline(
            Script.at(Duration.ofSeconds(1))
                .patch(
                    API,
                    "{spec: {template: {metadata: {annotations:"
                        + " {kubenet.io/listens-after: never}}}}}")
                .thenAt(Duration.ofSeconds(60))
                .undo(API),
            Delays.typical(),
            Load.of(client, "api", 80).perSecond(200));

    assertThat(timeline).losesNothing().keepsAtLeastReady("shop/api", 3);
  }

  @Test
  void aNodeThatLosesItsPowerCostsItsShareForFiftySeconds(
      Cluster cluster, @Pod("shop/client") Host client) {
    Timeline timeline =
        cluster.timeline(
            Script.at(Duration.ofSeconds(1)).fail("node2"),
            Delays.typical(),
            Duration.ofSeconds(90),
            Load.of(client, "api", 80).perSecond(200));

    assertThat(timeline).losesAtMost(200 * 57 / 3);
    assertThat(timeline.flows().get(0).requests().lost())
        .allMatch(loss -> loss.verdict() == Verdict.HOST_UNREACHABLE)
        .allMatch(loss -> loss.to().compareTo(Duration.ofSeconds(51)) > 0);
  }

  private static String withContainer(String more) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: api, namespace: shop}
    spec:
      replicas: 3
      selector: {matchLabels: {app: api}}
      template:
        metadata:
          labels: {app: api}
          annotations: {kubenet.io/listens-after: 3s}
        spec:
          containers: [%s]
    """
        .formatted(CONTAINER.formatted(more));
  }
}
