package io.kubenet.trace;

/**
 * A rule of a policy.
 *
 * @param policy the policy
 * @param direction the direction whose rules it is among
 * @param index its index there, counted from 0 as paths in manifests are
 * @param name its own name; empty where it has none, as those of NetworkPolicies
 */
public record PolicyRule(ObjectRef policy, PolicyDirection direction, int index, String name) {

  /** Where it is in its policy: {@code ingress[0]}. */
  public String place() {
    return direction + "[" + index + "]";
  }

  /** {@code AdminNetworkPolicy no-telnet egress[0] 'telnet'}. */
  @Override
  public String toString() {
    return policy + " " + place() + (name.isEmpty() ? "" : " '" + name + "'");
  }
}
