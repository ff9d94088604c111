package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.chance.Fraction;
import io.kubenet.time.DelayInterval;
import io.kubenet.time.DelayRow;
import io.kubenet.time.Delays;
import io.kubenet.time.Durations;
import io.kubenet.timeline.Fate;
import io.kubenet.timeline.FlowInterval;
import io.kubenet.timeline.FlowTimeline;
import io.kubenet.timeline.Loss;
import io.kubenet.timeline.Requests;
import io.kubenet.timeline.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TimelineTest {

  /** Kubelets notice at once, slices at once, kube-proxies after 300 ms, and no bound on syncs. */
  private static final Delays SLOW_PROXIES =
      Delays.none()
          .with(DelayRow.CONTAINER_START, Duration.ofSeconds(2))
          .with(DelayRow.PROXY_WATCH, Duration.ofMillis(300))
          .with(DelayRow.SANDBOX_STOP, Duration.ofMillis(100))
          .with(DelayRow.POD_REMOVAL, Duration.ofMillis(100));

  @Test
  void aRolloutWithoutPreStopLosesWhatOldRulesSendToPodsThatHaveEnded() {
    Timeline timeline = rollout(shop(""), SLOW_PROXIES);

    assertThat(timeline.flows().get(0).requests().lost().stream().map(TimelineTest::told))
        .containsExactly(
            "10 REFUSED 3s to 3.1s", "20 HOST_UNREACHABLE 3.1s to 3.3s",
            "10 REFUSED 5s to 5.1s", "20 HOST_UNREACHABLE 5.1s to 5.3s");
  }

  @Test
  void aPreStopThatIsLongerThanRulesTakeLosesNothing() {
    Timeline timeline = rollout(shop("lifecycle: {preStop: {sleep: {seconds: 1}}}"), SLOW_PROXIES);

    assertThat(timeline.losesNothing()).isTrue();
  }

  @Test
  void aPodThatIsReadyBeforeItListensRefuses() {
    String late =
        shop("lifecycle: {preStop: {sleep: {seconds: 1}}}")
            .replace(
                "labels: {app: api}}",
                "labels: {app: api}, annotations: {kubenet.io/listens-after: 3s}}");

    Timeline timeline = rollout(late, SLOW_PROXIES);

    assertThat(timeline.flows().get(0).requests().lost())
        .isNotEmpty()
        .allSatisfy(loss -> assertThat(loss.because()).contains("does not listen on TCP"));
  }

  @Test
  void aReadinessProbeKeepsTrafficAwayUntilThePodListens() {
    String probed =
        shop("lifecycle: {preStop: {sleep: {seconds: 1}}}")
            .replace(
                "labels: {app: api}}",
                "labels: {app: api}, annotations: {kubenet.io/listens-after: 3s}}")
            .replace(
                "ports: [{containerPort: 8080}]",
                "ports: [{containerPort: 8080}]\n"
                    + "        readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 2}");

    Timeline timeline = rollout(probed, SLOW_PROXIES);

    assertThat(timeline.losesNothing()).isTrue();
    assertThat(timeline.events().stream().filter(e -> e.what().equals("pod ready")).toList())
        .extracting(event -> event.at().toMillis())
        .containsExactly(7000L, 13000L);
  }

  @Test
  void recreateLosesEverythingBetweenTheOldPodsAndTheNew() {
    String recreate =
        shop("").replace("  replicas: 2", "  replicas: 2\n  strategy: {type: Recreate}");

    Requests requests =
        rollout(recreate, Delays.none().with(DelayRow.CONTAINER_START, Duration.ofSeconds(3)))
            .flows()
            .get(0)
            .requests();

    assertThat(requests.lost().stream().map(TimelineTest::told))
        .containsExactly("600 REFUSED 1s to 4s");
  }

  @Test
  void aNodeThatFailsTakesItsShareUntilItIsFoundToBeSilent() {
    Cluster cluster = KubeNet.load(ClusterConfig.iptables(), "shop.yaml", shop(""));

    Timeline timeline =
        cluster.timeline(
            Script.at(Duration.ofSeconds(1)).fail(nodeOfAnApi(cluster)),
            Delays.none().with(DelayRow.NODE_MONITOR, Duration.ofSeconds(50)),
            Duration.ofSeconds(60),
            load(cluster));

    assertThat(timeline.flows().get(0).requests().lost().stream().map(TimelineTest::told))
        .containsExactly("5000 HOST_UNREACHABLE 1s to 51s");
  }

  private static String nodeOfAnApi(Cluster cluster) {
    return cluster.pods("shop/api-*").stream()
        .map(pod -> pod.everyConnectionTo("api.shop", 80).list().get(0).clientLocation())
        .flatMap(location -> location.node().stream())
        .filter(node -> !node.equals("node1"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aStoppedKubeProxyKeepsItsRulesUntilItIsStartedAgain() {
    Cluster cluster = KubeNet.load(ClusterConfig.iptables(), "shop.yaml", shop(""));

    Timeline timeline =
        cluster.timeline(
            Script.at(Duration.ofSeconds(1))
                .pauseKubeProxy("node1")
                .scale("deployment/shop/api", 1)
                .thenAt(Duration.ofSeconds(9))
                .resumeKubeProxy("node1"),
            Delays.none(),
            load(cluster));

    assertThat(timeline.rules().stream().filter(rule -> rule.node().equals("node1")).toList())
        .extracting(rule -> rule.at().toSeconds())
        .containsExactly(9L);
    assertThat(timeline.flows().get(0).requests().lost().stream().map(TimelineTest::told))
        .containsExactly("800 HOST_UNREACHABLE 1s to 9s");
  }

  @Test
  void stepsWaitForWhatTheyName() {
    Cluster cluster = KubeNet.load(ClusterConfig.iptables(), "shop.yaml", shop(""));

    Timeline timeline =
        cluster.timeline(
            Script.at(Duration.ofSeconds(1))
                .restart("deployment/shop/api")
                .whenAvailable("deployment/shop/api")
                .scale("deployment/shop/api", 3)
                .whenIdle()
                .undo("deployment/shop/api"),
            SLOW_PROXIES);

    assertThat(
            timeline.events().stream()
                .filter(e -> e.component().equals("script"))
                .map(Object::toString))
        .containsExactly(
            "1s script restart deployment/shop/api",
            "5.2s script scale deployment/shop/api",
            "7.5s script undo deployment/shop/api");
  }

  @Test
  void whatHasHadOneTemplateCannotGoBack() {
    Cluster cluster = KubeNet.load(ClusterConfig.iptables(), "shop.yaml", shop(""));

    assertThatThrownBy(
            () -> cluster.timeline(Script.NONE.undo("deployment/shop/api"), Delays.none()))
        .hasMessage("Deployment shop/api has had no other template");
  }

  @Property(tries = 20)
  void requestsSentAreThoseAnsweredAndThoseLost(
      @ForAll long seed, @ForAll @IntRange(max = 3) int preStop) {
    Timeline timeline =
        rollout(
            shop("lifecycle: {preStop: {sleep: {seconds: " + preStop + "}}}"),
            Delays.typical(),
            ClusterConfig.nftables().withSeed(seed));

    for (FlowTimeline flow : timeline.flows()) {
      Requests requests = flow.requests();
      assertThat(requests.answered().plus(requests.lostInAll())).isEqualTo(requests.sent());
      assertThat(flow.intervals())
          .allSatisfy(
              interval ->
                  assertThat(
                          interval.fates().stream()
                              .map(fate -> fate.probability())
                              .reduce(Fraction.ZERO, Fraction::plus))
                      .isEqualTo(Fraction.ONE));
      assertThat(isWithoutGaps(flow.intervals(), timeline.end())).isTrue();
    }
  }

  private static boolean isWithoutGaps(List<FlowInterval> intervals, Duration end) {
    Duration at = Duration.ZERO;
    for (FlowInterval interval : intervals) {
      if (!interval.from().equals(at)) {
        return false;
      }
      at = interval.to();
    }
    return at.equals(end);
  }

  @Property(tries = 10)
  void oneSeedHasOneTimeline(@ForAll long seed) {
    ClusterConfig config = ClusterConfig.iptables().withSeed(seed);

    assertThat(rollout(shop(""), Delays.typical(), config))
        .hasToString(rollout(shop(""), Delays.typical(), config).toString());
  }

  @Property(tries = 10)
  void afterTheLastEventConnectionsAreWhatTheSameChangeGivesAtOnce(
      @ForAll @IntRange(min = 1, max = 5) int replicas, @ForAll long seed) {
    Cluster cluster = KubeNet.load(ClusterConfig.iptables().withSeed(seed), "shop.yaml", shop(""));
    Timeline timeline =
        cluster.timeline(
            Script.at(Duration.ofSeconds(1)).scale("deployment/shop/api", replicas),
            Delays.typical().with(DelayRow.PROXY_SYNC, DelayInterval.ofMillis(10, 900)),
            Duration.ofMinutes(1),
            load(cluster));

    cluster.scale("deployment/shop/api", replicas);

    List<FlowInterval> intervals = timeline.flows().get(0).intervals();
    List<Fate> last = intervals.get(intervals.size() - 1).fates();
    Map<String, Fraction> atOnce = cluster.pod("shop/client").everyConnectionTo("api", 80).shares();
    assertThat(last.stream().map(fate -> fate.endpoint().orElseThrow()))
        .containsExactlyInAnyOrderElementsOf(atOnce.keySet());
    // Which endpoint has the share that is rounded up hangs on the order in which they came.
    assertThat(last.stream().map(Fate::probability))
        .containsExactlyInAnyOrderElementsOf(atOnce.values());
  }

  private static Timeline rollout(String manifest, Delays delays) {
    return rollout(manifest, delays, ClusterConfig.iptables());
  }

  private static Timeline rollout(String manifest, Delays delays, ClusterConfig config) {
    Cluster cluster = KubeNet.load(config, "shop.yaml", manifest);
    return cluster.timeline(
        Script.at(Duration.ofSeconds(1)).restart("deployment/shop/api"), delays, load(cluster));
  }

  private static Load load(Cluster cluster) {
    return Load.of(cluster.pod("shop/client"), "api", 80).perSecond(200);
  }

  private static String told(Loss loss) {
    return "%s %s %s to %s"
        .formatted(
            loss.count(), loss.verdict(), Durations.text(loss.from()), Durations.text(loss.to()));
  }

  private static String shop(String container) {
    return """
    apiVersion: v1
    kind: Namespace
    metadata: {name: shop}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: client, namespace: shop}
    spec:
      nodeName: node1
      containers: [{name: main, image: client}]
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: api, namespace: shop}
    spec:
      replicas: 2
      selector: {matchLabels: {app: api}}
      template:
        metadata: {labels: {app: api}}
        spec:
          containers:
          - name: main
            image: api
            ports: [{containerPort: 8080}]
            CONTAINER
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: api, namespace: shop}
    spec:
      selector: {app: api}
      ports: [{port: 80, targetPort: 8080}]
    """
        .replace("CONTAINER", container);
  }
}
