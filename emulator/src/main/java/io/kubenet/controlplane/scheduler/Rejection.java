package io.kubenet.controlplane.scheduler;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Why a node does not take a Pod.
 *
 * @param filter the filter that says so: {@code NodeAffinity}
 * @param reasons what it says, as kubectl describe shows it
 * @param isFinal whether it would still say so if all other Pods were gone: preemption won't help
 */
record Rejection(String filter, List<String> reasons, boolean isFinal) {

  Rejection {
    reasons = ImmutableList.copyOf(reasons);
  }

  static Rejection ofNode(String filter, String reason) {
    return new Rejection(filter, ImmutableList.of(reason), true);
  }

  static Rejection ofPods(String filter, String reason) {
    return new Rejection(filter, ImmutableList.of(reason), false);
  }
}
