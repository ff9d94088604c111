package io.kubenet.jqwik;

import com.google.common.collect.Streams;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes down an arbitrary cluster. */
final class ClusterManifest {

  private ClusterManifest() {}

  static String of(ClusterSpec cluster) {
    return Parts.print(objects(cluster));
  }

  private static Stream<Map<String, ?>> objects(ClusterSpec cluster) {
    List<IpFamily> families = cluster.families().list();
    return Streams.concat(
        cluster.nodes().stream().map(node -> NodeManifest.of(node, families)),
        cluster.pods().stream().map(pod -> PodManifest.of(pod, families)),
        cluster.workloads().stream().map(WorkloadManifest::of),
        cluster.services().stream().map(service -> ServiceManifest.of(service, families)),
        cluster.slices().stream().flatMap(slice -> EndpointSliceManifest.of(slice, families)),
        cluster.policies().stream().map(PolicyManifest::of));
  }
}
