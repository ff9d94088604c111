package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An arbitrary cluster and connections to try in it.
 *
 * @param cluster the cluster
 * @param flows the connections
 */
public record TrafficSpec(ClusterSpec cluster, List<FlowSpec> flows) implements Specification {

  public TrafficSpec {
    flows = ImmutableList.copyOf(flows);
  }

  @Override
  public String manifest() {
    return cluster.manifest();
  }

  /** The manifests, and the connections as comments above them. */
  @Override
  public String toString() {
    return flows.stream().map(flow -> "# " + flow + "\n").collect(Collectors.joining())
        + cluster.manifest();
  }
}
