package io.kubenet.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.net.IpFamily;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Any sequence of changes ends where loading the result at once does. Where a Pod runs, which
 * address it has and which Pods survive a scale-down depends on what was before, as in a real
 * cluster: that is left out.
 */
class ChangesPropertyTest {

  private static final int WORKLOADS = 3;

  /**
   * A change of one of three workloads and its Service.
   *
   * @param workload which
   * @param replicas how many Pods it is to have
   * @param label what its Service selects
   */
  record Change(int workload, int replicas, String label) {}

  @Property(tries = 60)
  void anySequenceOfChangesEndsAsLoadingTheResultAtOnce(@ForAll("changes") List<Change> changes) {
    List<Change> result = new ArrayList<>();
    for (int i = 0; i < WORKLOADS; i++) {
      result.add(new Change(i, 1, "w" + i));
    }
    ControlPlane stepwise = load(result);

    for (Change change : changes) {
      result.set(change.workload(), change);
      stepwise = stepwise.apply(ManifestReader.read(source(change)));
    }

    assertThat(picture(stepwise.state())).isEqualTo(picture(load(result).state()));
  }

  @Property(tries = 30)
  void readinessThatComesBackLeavesNoTrace(@ForAll("changes") List<Change> changes) {
    ControlPlane before = load(changes.subList(0, 1));
    ControlPlane after = before;

    for (Pod pod : before.state().pods()) {
      after = after.markUnready(pod.name());
    }
    for (Pod pod : before.state().pods()) {
      after = after.markReady(pod.name());
    }

    assertThat(List.copyOf(after.state().pods())).isEqualTo(List.copyOf(before.state().pods()));
    assertThat(picture(after.state())).isEqualTo(picture(before.state()));
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    Arbitrary<Change> change =
        Combinators.combine(
                Arbitraries.integers().between(0, WORKLOADS - 1),
                Arbitraries.integers().between(0, 6),
                Arbitraries.of("w0", "w1", "w2", "none"))
            .as(Change::new);
    return change.list().ofMinSize(1).ofMaxSize(8);
  }

  private static ControlPlane load(List<Change> workloads) {
    StringBuilder text = new StringBuilder();
    workloads.forEach(change -> text.append("---\n").append(text(change)));
    return ControlPlane.load(
        ManifestReader.read(new TextSource("at-once.yaml", text.toString())),
        ControlPlaneConfig.of(IpFamily.IPV4, IpFamily.IPV6).withNodeCount(3));
  }

  private static TextSource source(Change change) {
    return new TextSource("step.yaml", text(change));
  }

  private static String text(Change change) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: w%1$d, namespace: default}
    spec:
      replicas: %2$d
      selector: {matchLabels: {app: w%1$d}}
      template:
        metadata: {labels: {app: w%1$d}}
        spec: {containers: [{name: c, image: c}]}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: w%1$d, namespace: default}
    spec: {selector: {app: %3$s}, ports: [{port: 80}], ipFamilyPolicy: PreferDualStack}
    """
        .formatted(change.workload(), change.replicas(), change.label());
  }

  private static List<String> picture(ClusterState state) {
    List<String> picture = new ArrayList<>();
    state.pods().forEach(pod -> picture.add("pod " + workload(pod.name()) + " " + pod.isReady()));
    for (ObjectName service : state.servicesWithSlices()) {
      state.slicesOf(service).forEach(slice -> picture.add(picture(slice)));
    }
    return picture;
  }

  private static String picture(EndpointSlice slice) {
    return "slice %s %s %s"
        .formatted(
            slice.name(),
            slice.family(),
            slice.endpoints().stream()
                .map(e -> e.pod().map(ChangesPropertyTest::workload) + " " + e.isReady())
                .sorted()
                .toList());
  }

  private static String workload(ObjectName pod) {
    return pod.name().substring(0, pod.name().lastIndexOf('-'));
  }
}
