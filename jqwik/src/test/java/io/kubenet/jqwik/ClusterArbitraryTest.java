package io.kubenet.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ClusterArbitraryTest {

  @Property(tries = 200)
  void constraintsHold(
      @ForAll
          @Nodes(min = 2, max = 4)
          @Pods(min = 3, max = 5)
          @Workloads(min = 1, max = 2)
          @Services(max = 2)
          @EndpointSlices(max = 1)
          ClusterSpec cluster) {
    assertThat(cluster.nodes()).hasSizeBetween(2, 4);
    assertThat(cluster.pods()).hasSizeBetween(3, 5);
    assertThat(cluster.workloads()).hasSizeBetween(1, 2);
    assertThat(cluster.services()).hasSizeBetween(1, 2);
    assertThat(cluster.slices()).hasSizeBetween(0, 1);
    assertThat(cluster.policies()).isEmpty();
  }

  @Property(tries = 200)
  void familiesAreThoseAskedFor(
      @ForAll @Stack({Families.DUAL, Families.IPV6}) ClusterSpec cluster) {
    assertThat(cluster.families()).isIn(Families.DUAL, Families.IPV6);
  }

  @Property(tries = 200)
  void namesAndAddressesAreUnique(
      @ForAll @Pods(max = 20) @Services(max = 9) @Workloads ClusterSpec cluster) {
    assertThat(cluster.pods()).extracting(PodSpec::fullName).doesNotHaveDuplicates();
    assertThat(cluster.workloads()).extracting(WorkloadSpec::name).doesNotHaveDuplicates();
    assertThat(cluster.services()).extracting(ServiceSpec::name).doesNotHaveDuplicates();
  }

  @Property(tries = 200)
  void slicesNameWhatTheClusterHas(@ForAll @EndpointSlices ClusterSpec cluster) {
    assertThat(cluster.slices())
        .allSatisfy(
            slice -> {
              assertThat(cluster.services()).contains(slice.service());
              assertThat(slice.endpoints())
                  .extracting(EndpointSliceSpec.Endpoint::pod)
                  .doesNotHaveDuplicates()
                  .isSubsetOf(cluster.pods());
            });
  }

  @Property(tries = 200)
  void flowsStartAtHostsOfTheCluster(@ForAll("traffic") TrafficSpec traffic) {
    assertThat(traffic.flows())
        .allSatisfy(flow -> assertThat(flow.source()).matches("(pod/shop/|node/node|external/).+"));
  }

  @Provide
  Arbitrary<TrafficSpec> traffic() {
    return ClusterArbitrary.clusters().withFlows(4);
  }

  @Property(tries = 200, seed = "1")
  void changesComeOneAfterAnother(@ForAll @Pods(max = 3) @Workloads ChangingSpec spec) {
    List<String> lines = spec.toString().lines().toList();

    assertThat(lines).startsWith("# " + spec.changes().get(0).toString().lines().toList().get(0));
    assertThat(lines).contains("kind: Node");
  }

  @Example
  void sizesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> ClusterArbitrary.clusters().withNodes(0, 3))
        .hasMessage("from 0 to 3: must be within 1 to 99");
  }
}
