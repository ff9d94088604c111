package io.kubenet.examples.rollout;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.Load;
import io.kubenet.Script;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Pod;
import io.kubenet.time.Delays;
import io.kubenet.timeline.Timeline;
import io.kubenet.timeline.TimelineEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What disruption budgets do to a drain. */
@KubeNetTest(
    manifests = "api.yaml",
    nodes = {"node1", "node2", "node3"})
class DrainTest {

  private static final String BUDGET =
      """
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: api, namespace: shop}
      spec:
        %s
        selector: {matchLabels: {app: api}}
      """;

  @Test
  void aBudgetThatAllowsNothingBlocksADrainForEver(
      Cluster cluster, @Pod("shop/client") Host client) {
    cluster.apply(BUDGET.formatted("maxUnavailable: 0"));

    Timeline timeline = drain(cluster, client);

    assertThat(timeline).losesNothing();
    assertThat(told(timeline, "pod deleted")).isEmpty();
    assertThat(told(timeline, "eviction refused"))
        .first()
        .asString()
        .endsWith("The disruption budget api needs 3 healthy pods and has 3 currently");
  }

  @Test
  void aBudgetLetsPodsGoAsTheirReplacementsGetReady(
      Cluster cluster, @Pod("shop/client") Host client) {
    cluster.cordon("node3");
    cluster.scale("deployment/shop/api", 0);
    cluster.cordon("node1");
    cluster.scale("deployment/shop/api", 3);
    cluster.apply(BUDGET.formatted("maxUnavailable: 1"));

    Timeline timeline = drain(cluster, client);

    assertThat(timeline).keepsAtLeastReady("shop/api", 2);
    assertThat(told(timeline, "pod deleted")).hasSize(3);
    assertThat(told(timeline, "eviction refused")).isNotEmpty();
  }

  private static Timeline drain(Cluster cluster, Host client) {
    return cluster.timeline(
        Script.at(Duration.ofSeconds(1)).uncordon("node1").uncordon("node3").drain("node2"),
        Delays.typical(),
        Duration.ofMinutes(3),
        Load.of(client, "api", 80).perSecond(200));
  }

  private static List<TimelineEvent> told(Timeline timeline, String what) {
    return timeline.events().stream().filter(event -> event.what().equals(what)).toList();
  }
}
