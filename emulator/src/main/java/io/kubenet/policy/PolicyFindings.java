package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import io.kubenet.finding.Finding;
import io.kubenet.model.ClusterState;
import java.util.List;
import java.util.stream.Stream;

/** The mistakes that are often made with policies, found in a cluster. */
public final class PolicyFindings {

  private PolicyFindings() {}

  /** What is suspicious in the policies of a state, one kind of mistake after the other. */
  public static List<Finding> of(ClusterState state) {
    PodIndex pods = new PodIndex(state);
    return Stream.of(
            UnresolvedNames.in(state),
            UselessPolicies.in(state, pods),
            SplitPeers.in(state),
            UnmatchedPeers.in(state, pods),
            HostNetworkPeers.in(state, pods),
            ServicePorts.in(state, pods),
            UnknownPortNames.in(state, pods),
            ClusterIpBlocks.in(state, pods),
            EqualPriorities.in(state))
        .flatMap(findings -> findings)
        .collect(ImmutableList.toImmutableList());
  }
}
