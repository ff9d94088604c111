package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.kubenet.addressing.AddressBook;
import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Exploration;
import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.ControlPlaneConfig;
import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Exchange;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IpFamily;
import io.kubenet.trace.Cause;
import io.kubenet.trace.ObjectRef;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.PolicyDecision;
import io.kubenet.trace.PolicyDirection;
import io.kubenet.trace.PolicyRefusal;
import io.kubenet.trace.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReachabilitySurveyTest {

  private static final Outcome ESTABLISHED =
      new Outcome(Verdict.ESTABLISHED, new Cause.Served("pod default/server"));

  /** Two clients that are alike, one of the same labels on another node, and a server. */
  private static final String SHOP =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: client-1, labels: {app: client}},
       spec: {nodeName: node-a, containers: [{name: main, image: app}]},
       status: {podIP: 10.244.1.5, podIPs: [{ip: 10.244.1.5}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: client-2, labels: {app: client}},
       spec: {nodeName: node-a, containers: [{name: main, image: app}]},
       status: {podIP: 10.244.1.6, podIPs: [{ip: 10.244.1.6}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: client-3, labels: {app: client}},
       spec: {nodeName: node-b, containers: [{name: main, image: app}]},
       status: {podIP: 10.244.2.5, podIPs: [{ip: 10.244.2.5}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: server, labels: {app: server}},
       spec: {nodeName: node-b, containers: [{name: main, image: app}]},
       status: {podIP: 10.244.2.6, podIPs: [{ip: 10.244.2.6}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: shop},
       spec: {clusterIP: 10.96.0.20, selector: {app: server}, ports: [{port: 80, targetPort: 8080}]}}
      """;

  private final List<String> attempts = new ArrayList<>();

  @Test
  void everyPodMeetsEveryPort() {
    Reachability reachability = survey(state(SHOP), attempt -> ESTABLISHED);

    assertThat(reachability.sources())
        .containsExactly(
            "default/client-1", "default/client-2", "default/client-3", "default/server");
    assertThat(reachability.targets())
        .extracting(Object::toString)
        .containsExactly("default/shop:80", "pod default/server:8080");
    assertThat(reachability.established()).hasSize(8);
  }

  @Test
  void podsThatNothingTellsApartAreTriedOnce() {
    survey(state(SHOP), attempt -> ESTABLISHED);

    assertThat(attempts)
        .containsExactly(
            "pod default/client-1 -> 10.96.0.20:80",
            "pod default/client-1 -> 10.244.2.6:8080",
            "pod default/client-3 -> 10.96.0.20:80",
            "pod default/client-3 -> 10.244.2.6:8080",
            "pod default/server -> 10.96.0.20:80",
            "pod default/server -> 10.244.2.6:8080");
  }

  @Test
  void addressBlocksTellPodsApart() {
    String policy =
        """
        ---
        {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: one},
         spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.244.1.6/32}}]}]}}
        """;

    survey(state(SHOP + policy), attempt -> ESTABLISHED);

    assertThat(attempts).contains("pod default/client-2 -> 10.96.0.20:80").hasSize(8);
  }

  @Test
  void causeThatNamesAPodIsNoOthers() {
    Reachability reachability =
        survey(
            state(SHOP),
            attempt ->
                new Outcome(
                    Verdict.TIMED_OUT,
                    new Cause.ByPolicy(
                        new PolicyDecision.Refused(
                            PolicyDirection.EGRESS,
                            attempt.from().toString(),
                            List.of(
                                new PolicyRefusal(
                                    new ObjectRef("NetworkPolicy", "default/none"),
                                    PolicyDirection.EGRESS,
                                    List.of()))))));

    assertThat(reachability.cell("default/client-2", "default/shop:80").causes())
        .containsExactly(
            "denied egress of pod default/client-2: NetworkPolicy default/none has no egress rule");
  }

  @Test
  void podThatServesIsTriedItself() {
    String another =
        """
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: server-2, labels: {app: server}},
         spec: {nodeName: node-b, containers: [{name: main, image: app}]},
         status: {podIP: 10.244.2.7, podIPs: [{ip: 10.244.2.7}]}}
        """;

    survey(state(SHOP + another), attempt -> ESTABLISHED);

    assertThat(attempts)
        .contains("pod default/server -> 10.96.0.20:80", "pod default/server-2 -> 10.96.0.20:80");
  }

  private Reachability survey(ClusterState state, Function<Attempt, Outcome> network) {
    return new ReachabilitySurvey(
            state,
            new Trials(
                state,
                AddressBook.of(state),
                attempt -> {
                  attempts.add(attempt.from() + " -> " + attempt.to());
                  Exchange exchange = Exchange.unsent(network.apply(attempt));
                  return List.of(new Exploration.Way<>(exchange, Fraction.ONE));
                }))
        .reachability();
  }

  private static ClusterState state(String yaml) {
    ControlPlaneConfig config =
        ControlPlaneConfig.of(IpFamily.IPV4).withNodes(ImmutableList.of("node-a", "node-b"));
    return ControlPlane.load(ManifestReader.read(new TextSource("shop.yaml", yaml)), config)
        .state();
  }
}
