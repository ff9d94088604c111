package io.kubenet.controlplane.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.ControlPlaneConfig;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpFamily;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Where Pods go, by what they and their neighbours ask for. */
class SchedulerTest {

  private static final String NODES =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: a1, labels: {topology.kubernetes.io/zone: a, size: '8'}}
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: a2, labels: {topology.kubernetes.io/zone: a, size: '16'}}
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: b1, labels: {topology.kubernetes.io/zone: b}}
      """;

  private static ControlPlane load(String... documents) {
    String yaml = NODES + "---\n" + String.join("\n---\n", documents);
    return ControlPlane.load(
        ManifestReader.read(new TextSource("shop.yaml", yaml)),
        ControlPlaneConfig.of(IpFamily.IPV4));
  }

  private static String pod(String name, String spec) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, labels: {app: %s, tier: shop}}
    spec: {containers: [{name: c, image: i}], %s}
    """
        .formatted(name, name.replaceAll("-.*", ""), spec);
  }

  private static PodObject podOf(ControlPlane plane, String name) {
    return plane.pod(new ObjectName("default", name)).orElseThrow();
  }

  private static String nodeOf(ControlPlane plane, String name) {
    return podOf(plane, name).nodeName().orElse("none");
  }

  private static String near(String app, String topologyKey) {
    return "{labelSelector: {matchLabels: {app: %s}}, topologyKey: %s}".formatted(app, topologyKey);
  }

  @Nested
  class NodeAffinity {

    @Test
    void comparesLabelsAsNumbers() {
      ControlPlane plane = load(pod("api", requiring("{key: size, operator: Gt, values: ['8']}")));

      assertThat(nodeOf(plane, "api")).isEqualTo("a2");
    }

    @Test
    void leavesNodesOutThatDoNotHaveTheNumber() {
      ControlPlane plane = load(pod("api", requiring("{key: size, operator: Lt, values: ['16']}")));

      assertThat(nodeOf(plane, "api")).isEqualTo("a1");
    }

    @Test
    void findsThatTermsWhichNameNodesContradictEachOther() {
      String fields =
          """
          affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{matchFields: [
              {key: metadata.name, operator: In, values: [a1]},
              {key: metadata.name, operator: In, values: [b1]}]}]}}}
          """;

      ControlPlane plane = load(pod("api", fields));

      assertThat(podOf(plane, "api").status().pending().orElseThrow().message())
          .isEqualTo(
              "0/3 nodes are available: pod affinity terms conflict. no new claims to deallocate,"
                  + " preemption: 0/3 nodes are available: 3 Preemption is not helpful for"
                  + " scheduling.");
    }

    @Test
    void prefersWhatWeighsMost() {
      ControlPlane plane = load(pod("api", PREFERENCES));

      assertThat(nodeOf(plane, "api")).isEqualTo("b1");
    }

    private static String requiring(String expression) {
      return """
      affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{matchExpressions: [%s]}]}}}
      """
          .formatted(expression);
    }

    private static final String PREFERENCES =
        """
        affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [
          {weight: 10, preference: {matchExpressions: [{key: size, operator: Exists}]}},
          {weight: 20, preference: {matchExpressions: [
            {key: topology.kubernetes.io/zone, operator: In, values: [b]}]}}]}}
        """;
  }

  @Nested
  class PodAffinity {

    @Test
    void ofOthersDrawsAPodThatHasNoneItself() {
      String likesApi =
          "nodeName: b1, affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
              + " [%s]}}".formatted(near("api", "kubernetes.io/hostname"));

      ControlPlane plane = load(pod("web", likesApi), pod("api", ""));

      assertThat(nodeOf(plane, "api")).isEqualTo("b1");
    }

    @Test
    void againstOthersSendsAPodAwayThatHasNoneItself() {
      String avoidsApi =
          "nodeName: a1, affinity: {podAntiAffinity:"
              + " {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm:"
              + " %s}]}}".formatted(near("api", "topology.kubernetes.io/zone"));

      ControlPlane plane = load(pod("web", avoidsApi), pod("api", ""));

      assertThat(nodeOf(plane, "api")).isEqualTo("b1");
    }

    @Test
    void meansPodsOfTheSameLabelWhereItNamesOnlyTheKey() {
      String apart =
          "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{"
              + "labelSelector: {matchLabels: {tier: shop}}, matchLabelKeys: [app],"
              + " topologyKey: topology.kubernetes.io/zone}]}}";

      ControlPlane plane = load(pod("web", apart), pod("api-1", apart), pod("api-2", apart));

      assertThat(nodeOf(plane, "web")).isEqualTo("a1");
      assertThat(nodeOf(plane, "api-1")).isEqualTo("a2");
      assertThat(nodeOf(plane, "api-2")).isEqualTo("b1");
    }
  }

  @Nested
  class Taints {

    @Test
    void thatOnlyDislikeAreAvoidedBeforeAnyPreference() {
      String likesA3 =
          "affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight:"
              + " 100, preference: {matchFields: [{key: metadata.name, operator: In, values:"
              + " [a3]}]}}]}}";

      ControlPlane plane =
          load(
              """
              apiVersion: v1
              kind: Node
              metadata: {name: a3}
              spec: {taints: [{key: spot, effect: PreferNoSchedule}]}
              """,
              pod("api", likesA3));

      assertThat(nodeOf(plane, "api")).isEqualTo("a1");
    }
  }

  @Nested
  class Spread {

    @Test
    void thatOnlyDislikesTakesTheZoneWithFewest() {
      String anyway = spread("ScheduleAnyway", "{matchLabels: {app: api}}");

      ControlPlane plane = load(pod("api-1", anyway), pod("api-2", anyway), pod("api-3", anyway));

      assertThat(nodeOf(plane, "api-1")).isEqualTo("a1");
      assertThat(nodeOf(plane, "api-2")).isEqualTo("b1");
      assertThat(nodeOf(plane, "api-3")).isEqualTo("a2");
    }

    @Test
    void withAnEmptySelectorCountsNobody() {
      String forbidding = spread("DoNotSchedule", "{}");

      ControlPlane plane =
          load(pod("api-1", forbidding), pod("api-2", forbidding), pod("api-3", forbidding));

      assertThat(nodeOf(plane, "api-3")).isNotEqualTo("none");
    }

    private static String spread(String action, String selector) {
      return """
      topologySpreadConstraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/zone,
        whenUnsatisfiable: %s, labelSelector: %s}]
      """
          .formatted(action, selector);
    }
  }

  @Test
  void replicasAreSpreadOverZonesBeforeHosts() {
    ControlPlane plane =
        load(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: api}
            spec:
              replicas: 2
              selector: {matchLabels: {app: api}}
              template:
                metadata: {labels: {app: api}}
                spec: {containers: [{name: c, image: i}]}
            """);

    assertThat(plane.state().pods())
        .extracting(pod -> pod.nodeName().orElseThrow())
        .containsExactlyInAnyOrder("a1", "b1");
  }

  @Test
  void ofNodesThatAreAlikeTheOneWithMostLeftIsTaken() {
    ControlPlane plane =
        load(
            """
            apiVersion: v1
            kind: Node
            metadata: {name: b3}
            status: {allocatable: {cpu: '8', memory: 8Gi, pods: '10'}}
            """,
            """
            apiVersion: v1
            kind: Node
            metadata: {name: a3}
            status: {allocatable: {cpu: '2', memory: 8Gi, pods: '10'}}
            """,
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: api}
            spec: {containers: [{name: c, image: i, resources: {requests: {cpu: '1'}}}]}
            """);

    assertThat(nodeOf(plane, "api")).isEqualTo("b3");
  }
}
