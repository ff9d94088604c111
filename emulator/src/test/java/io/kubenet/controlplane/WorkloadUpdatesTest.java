package io.kubenet.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.net.IpFamily;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How workloads go from one template, or number, to the next. */
class WorkloadUpdatesTest {

  private static ControlPlane load(String yaml, String... unready) {
    return ControlPlane.load(
        manifest(yaml),
        ControlPlaneConfig.of(IpFamily.IPV4).withNodeCount(2).withUnready(List.of(unready)));
  }

  private static Manifest manifest(String yaml) {
    return ManifestReader.read(new TextSource("shop.yaml", yaml));
  }

  private static String workload(String kind, String version, String spec) {
    return """
    apiVersion: apps/v1
    kind: %s
    metadata: {name: api}
    spec:
      selector: {matchLabels: {app: api}}
      template:
        metadata: {labels: {app: api, v: '%s'}}
        spec: {containers: [{name: c, image: i}]}
      %s
    """
        .formatted(kind, version, spec);
  }

  private static List<String> versions(ControlPlane plane) {
    return plane.state().pods().stream()
        .map(pod -> pod.nodeName().orElse("none") + " v" + pod.labels().get("v"))
        .sorted()
        .toList();
  }

  @Nested
  class ADaemonSetThatSurges {

    private static final String SURGING =
        "updateStrategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}";

    @Test
    void putsTheNewPodBesideTheOldOneUntilItIsReady() {
      ControlPlane plane =
          load(workload("DaemonSet", "1", SURGING), "v=2")
              .apply(manifest(workload("DaemonSet", "2", SURGING)));

      assertThat(versions(plane)).containsExactly("node1 v1", "node1 v2", "node2 v1");
    }

    @Test
    void endsWithTheNewPodsAlone() {
      ControlPlane plane =
          load(workload("DaemonSet", "1", SURGING))
              .apply(manifest(workload("DaemonSet", "2", SURGING)));

      assertThat(versions(plane)).containsExactly("node1 v2", "node2 v2");
    }
  }

  @Nested
  class AnOrderedStatefulSet {

    @Test
    void isScaledDownFromTheLowestOfThePodsThatAreNotReady() {
      ControlPlane plane =
          load(workload("StatefulSet", "1", "replicas: 4"))
              .markUnready(new ObjectName("default", "api-2"))
              .markUnready(new ObjectName("default", "api-3"))
              .scale("StatefulSet", new ObjectName("default", "api"), 2);

      assertThat(plane.state().pods())
          .extracting(Pod::name)
          .extracting(ObjectName::name)
          .containsExactly("api-0", "api-1", "api-2", "api-3");
    }

    @Test
    void goesOnWhenTheHigherOneIsReadyAgain() {
      ControlPlane plane =
          load(workload("StatefulSet", "1", "replicas: 4"))
              .markUnready(new ObjectName("default", "api-2"))
              .markUnready(new ObjectName("default", "api-3"))
              .scale("StatefulSet", new ObjectName("default", "api"), 2)
              .markReady(new ObjectName("default", "api-3"));

      assertThat(plane.state().pods()).hasSize(2);
    }
  }

  @Nested
  class ADeployment {

    @Test
    void keepsAsManyOldReplicaSetsAsItsHistorySays() {
      ControlPlane plane = load(workload("Deployment", "1", "revisionHistoryLimit: 1"));
      for (String version : List.of("2", "3", "4")) {
        plane = plane.apply(manifest(workload("Deployment", version, "revisionHistoryLimit: 1")));
      }

      assertThat(plane.store().workloads().all())
          .filteredOn(workload -> workload.key().kind().equals("ReplicaSet"))
          .hasSize(2);
      assertThat(plane.state().pods()).hasSize(1).allMatch(pod -> pod.labels().containsValue("4"));
    }
  }
}
