package io.kubenet.model;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * The policy.networking.k8s.io/v1alpha1 BaselineAdminNetworkPolicy, which is asked where no
 * NetworkPolicy selects the pod. A cluster has one, by the name of {@code default}.
 *
 * @param subject the pods that it is about
 * @param ingress its rules of what comes in, the first match decides
 * @param egress its rules of what goes out, the first match decides
 */
public record BaselineAdminNetworkPolicy(
    PodSelection subject, List<AdminPolicyRule> ingress, List<AdminPolicyRule> egress) {

  /** The only name that the API server takes for it. */
  public static final String NAME = "default";

  public BaselineAdminNetworkPolicy {
    ingress = ImmutableList.copyOf(ingress);
    egress = ImmutableList.copyOf(egress);
  }
}
