package io.kubenet.model;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy, which is asked before NetworkPolicies.
 *
 * @param name its name
 * @param priority 0 to 1000; the lowest is asked first
 * @param subject the pods that it is about
 * @param ingress its rules of what comes in, the first match decides
 * @param egress its rules of what goes out, the first match decides
 */
public record AdminNetworkPolicy(
    String name,
    int priority,
    PodSelection subject,
    List<AdminPolicyRule> ingress,
    List<AdminPolicyRule> egress) {

  public AdminNetworkPolicy {
    ingress = ImmutableList.copyOf(ingress);
    egress = ImmutableList.copyOf(egress);
  }
}
