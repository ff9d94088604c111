package io.kubenet.assertj;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;
import static io.kubenet.assertj.KubeNetAssertions.assertThatRules;
import static org.assertj.core.data.Percentage.withPercentage;

import com.google.common.collect.ImmutableMap;
import io.kubenet.Cluster;
import io.kubenet.Connection;
import io.kubenet.Connections;
import io.kubenet.Host;
import io.kubenet.Reachability;
import io.kubenet.Sample;
import io.kubenet.chance.Fraction;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Rcode;
import io.kubenet.dns.message.Resolution;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Trace;
import io.kubenet.trace.Verdict;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each assertion's failure is a whole picture. */
class FailureMessagesTest {

  private final Cluster shop = Shop.open();
  private final Host client = shop.pod("shop/client");

  @Test
  void ofConnections() throws IOException {
    Connection served = client.connectTo("10.244.1.3", 8080);
    Connection refused = client.connectTo("10.244.1.3", 81);
    Connection unknown = client.connectTo("apy.shop", 80);
    Connection masqueraded = shop.node("node-a").connectTo("10.96.0.20", 80);

    Messages.of(ConnectionAssert.class)
        .with("isEstablished", () -> assertThat(refused).isEstablished())
        .with("isRefused", () -> assertThat(served).isRefused())
        .with("isReset", () -> assertThat(refused).isReset())
        .with("isTimedOut", () -> assertThat(refused).isTimedOut())
        .with("isHostUnreachable", () -> assertThat(refused).isHostUnreachable())
        .with("isNetworkUnreachable", () -> assertThat(refused).isNetworkUnreachable())
        .with("isNotPermitted", () -> assertThat(refused).isNotPermitted())
        .with("isToAnUnknownName", () -> assertThat(refused).isToAnUnknownName())
        .with("hasVerdict", () -> assertThat(refused).hasVerdict(Verdict.RESET))
        .with("hasCause", () -> assertThat(refused).hasCause("policy"))
        .with("isDeniedByPolicy", () -> assertThat(refused).isDeniedByPolicy("shop/default-deny"))
        .with("failedBecauseOf", () -> assertThat(refused).failedBecauseOf(Cause.NoNeighbour.class))
        .with("failedBecauseOfRule", () -> assertThat(refused).failedBecauseOfRule("KUBE-FORWARD"))
        .with("isServedBy", () -> assertThat(served).isServedBy("shop/api-2"))
        .with("isServedBy anybody", () -> assertThat(refused).isServedBy("node/node-b"))
        .with("isServedAt", () -> assertThat(served).isServedAt("10.244.1.3", 80))
        .with("isServedOnNode", () -> assertThat(served).isServedOnNode("node-b"))
        .with("isServedInZone", () -> assertThat(served).isServedInZone("a"))
        .with("preservesClientIp", () -> assertThat(masqueraded).preservesClientIp())
        .with("isSeenAs", () -> assertThat(served).isSeenAs("10.244.1.1"))
        .with("request", () -> assertThat(unknown).request())
        .with("reply", () -> assertThat(unknown).reply())
        .with(
            "requestSatisfies",
            () -> assertThat(served).requestSatisfies(way -> way.visits("node-b")))
        .with(
            "replySatisfies", () -> assertThat(served).replySatisfies(way -> way.visits("node-b")))
        .areAllAsWritten();
  }

  @Test
  void ofEveryWay() throws IOException {
    Connections ways = client.everyConnectionTo("api.shop", 80);

    Messages.of(ConnectionsAssert.class)
        .with("areSharedEvenlyBy", () -> assertThat(ways).areSharedEvenlyBy("shop/api-1"))
        .with("areSharedBy", () -> assertThat(ways).areSharedBy("shop/api-1", "shop/api-3"))
        .with(
            "areSharedEvenlyWithin",
            () -> assertThat(uneven()).areSharedEvenlyWithin(withPercentage(10)))
        .with("hasShare", () -> assertThat(ways).hasShare("shop/api-1", 1, 3))
        .with("allAreEstablished", () -> assertThat(toClosedPort()).allAreEstablished())
        .with("allHaveVerdict", () -> assertThat(ways).allHaveVerdict(Verdict.RESET))
        .with("allAreTimedOut", () -> assertThat(toClosedPort()).allAreTimedOut())
        .with("allAreRefused", () -> assertThat(ways).allAreRefused())
        .with("allAreServedBy", () -> assertThat(ways).allAreServedBy("shop/api-1"))
        .with("areSticky", () -> assertThat(ways).areSticky())
        .with("allPreserveClientIp", () -> assertThat(fromNode()).allPreserveClientIp())
        .with("allAreSeenAs", () -> assertThat(ways).allAreSeenAs("10.244.1.1", "10.244.1.9"))
        .with("allAreServedOnNode", () -> assertThat(ways).allAreServedOnNode("node-a"))
        .with("allStayOnNode", () -> assertThat(ways).allStayOnNode())
        .with("allAreServedInZone", () -> assertThat(ways).allAreServedInZone("a"))
        .with("allStayInZone", () -> assertThat(ways).allStayInZone())
        .with("all", () -> assertThat(ways).all("be a wonder", way -> false))
        .with("theOneServedBy", () -> assertThat(ways).theOneServedBy("shop/api-9"))
        .areAllAsWritten();
  }

  @Test
  void ofSamples() throws IOException {
    Sample sample = client.sampleConnectionsTo("api.shop", 80, 1000);
    Connections single = client.everyConnectionTo("10.244.1.3", 8080);
    Map<String, Fraction> quarters =
        ImmutableMap.of("shop/api-1", Fraction.of(1, 4), "shop/api-2", Fraction.of(3, 4));

    Messages.of(SampleAssert.class)
        .with("hasCount", () -> assertThat(sample).hasCount("TIMED_OUT", 1))
        .with("isSticky", () -> assertThat(sample).isSticky())
        .with(
            "isEvenWithin",
            () -> assertThat(sample).isEvenWithin(withPercentage(1), "shop/api-1", "shop/api-2"))
        .with(
            "isConsistentWithEvenSharesOf",
            () -> assertThat(sample).isConsistentWithEvenSharesOf("shop/api-1"))
        .with("isConsistentWith a distribution", () -> assertThat(sample).isConsistentWith(single))
        .with("isConsistentWith shares", () -> assertThat(sample).isConsistentWith(quarters, 1e-6))
        .areAllAsWritten();
  }

  @Test
  void ofTraces() throws IOException {
    Trace trace = client.connectTo("api.shop", 80).request().orElseThrow();
    Trace masqueraded = fromNode().list().get(1).request().orElseThrow();

    Messages.of(TraceAssert.class)
        .with("isDroppedBy", () -> assertThat(trace).isDroppedBy("KUBE-FORWARD"))
        .with("isDroppedBy comment", () -> assertThat(trace).isDroppedBy("KUBE-FORWARD", "bad"))
        .with("isRejectedBy", () -> assertThat(trace).isRejectedBy("KUBE-FORWARD"))
        .with("isRejectedBy comment", () -> assertThat(trace).isRejectedBy("KUBE-FORWARD", "bad"))
        .with("matchesRule", () -> assertThat(trace).matchesRule("KUBE-X"))
        .with("matchesRule comment", () -> assertThat(trace).matchesRule("KUBE-SERVICES", "web"))
        .with("doesNotMatch", () -> assertThat(trace).doesNotMatch("KUBE-SERVICES"))
        .with("isTranslatedTo", () -> assertThat(trace).isTranslatedTo("10.244.9.9", 80))
        .with("isMasqueradedAs", () -> assertThat(trace).isMasqueradedAs("10.244.9.9"))
        .with("isNotMasqueraded", () -> assertThat(masqueraded).isNotMasqueraded())
        .with("isAllowedBy", () -> assertThat(trace).isAllowedBy("shop/allow"))
        .with("isDeniedBy", () -> assertThat(trace).isDeniedBy("shop/deny"))
        .with("isAllowedByPolicy", () -> assertThat(trace).isAllowedByPolicy("shop/allow"))
        .with("isDeniedByPolicy", () -> assertThat(trace).isDeniedByPolicy("shop/deny"))
        .with("visits", () -> assertThat(trace).visits("node-c"))
        .with("doesNotVisit", () -> assertThat(trace).doesNotVisit("node-a"))
        .with("visitsExactly", () -> assertThat(trace).visitsExactly("node-a", "node-b"))
        .areAllAsWritten();
  }

  @Test
  void ofReachability() throws IOException {
    Reachability reachability = shop.reachability();

    Messages.of(ReachabilityAssert.class)
        .with(
            "hasTable",
            () ->
                assertThat(reachability).hasTable("| shop/api:*\nshop/client | -\nshop/api-* | +"))
        .with(
            "allowsExactly",
            () ->
                assertThat(reachability)
                    .allowsExactly("shop/client -> shop/api:80", "shop/api-2 -> shop/api:80"))
        .areAllAsWritten();
  }

  @Test
  void ofResolutions() throws IOException {
    Resolution found = client.resolve("api.shop");
    Resolution unknown = client.resolve("apy");

    Messages.of(ResolutionAssert.class)
        .with("isFoundAt", () -> assertThat(found).isFoundAt("10.96.0.21", "10.96.0.22"))
        .with("isUnknownName", () -> assertThat(found).isUnknownName())
        .with("hasNoAddress", () -> assertThat(unknown).hasNoAddress())
        .with("failsTemporarily", () -> assertThat(unknown).failsTemporarily())
        .with("hasStatus", () -> assertThat(unknown).hasStatus(Resolution.Status.TEMPORARY_FAILURE))
        .with("asksExactly", () -> assertThat(unknown).asksExactly("apy. A"))
        .areAllAsWritten();
  }

  @Test
  void ofAnswers() throws IOException {
    Answer found = shop.answer(Question.of("api.shop.svc.cluster.local", "A"));
    Answer unknown = shop.answer(Question.of("apy.shop.svc.cluster.local", "A"));
    Answer foreign = shop.answer(Question.of("registry.example", "A"));

    Messages.of(AnswerAssert.class)
        .with("hasRcode", () -> assertThat(unknown).hasRcode(Rcode.NOERROR))
        .with("hasRecords", () -> assertThat(found).hasRecords("10.96.0.21"))
        .with("isAuthoritative", () -> assertThat(foreign).isAuthoritative())
        .with("isTruncated", () -> assertThat(found).isTruncated())
        .areAllAsWritten();
  }

  @Test
  void ofRules() throws IOException {
    String rules =
        """
        *nat
        :KUBE-SVC-1 - [0:0]
        -A KUBE-SVC-1 -s 10.244.1.2/32 -j KUBE-MARK-MASQ
        -A KUBE-SVC-1 -j RETURN
        COMMIT
        """;

    Messages.of(RulesAssert.class)
        .with("hasChain", () -> assertThatRules(rules).hasChain("KUBE-SVC-2"))
        .with("doesNotHaveChain", () -> assertThatRules(rules).doesNotHaveChain("KUBE-SVC-1"))
        .with(
            "chainContainsExactly",
            () -> assertThatRules(rules).chainContainsExactly("KUBE-SVC-1", "-j RETURN"))
        .with(
            "chainContains", () -> assertThatRules(rules).chainContains("KUBE-SVC-1", "-j ACCEPT"))
        .areAllAsWritten();
  }

  private Connections fromNode() {
    return shop.node("node-a").everyConnectionTo("10.96.0.20", 80);
  }

  private Connections toClosedPort() {
    return client.everyConnectionTo("10.244.1.3", 81);
  }

  /** One pod serves two endpoints of four. */
  private Connections uneven() {
    shop.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: api-3, namespace: shop, labels: {app: api}}
        spec:
          nodeName: node-b
          containers:
            - name: api
              image: registry.example/api:1
              ports: [{name: http, containerPort: 8080}, {name: more, containerPort: 9090}]
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: api-more, namespace: shop, labels: {kubernetes.io/service-name: api}}
        addressType: IPv4
        ports: [{name: http, port: 9090}]
        endpoints: [{addresses: [10.244.2.3], nodeName: node-b}]
        """);
    return client.everyConnectionTo("api.shop", 80);
  }
}
