package io.kubenet.controlplane.endpoints;

import io.kubenet.net.IpFamily;

/**
 * What the controller said about a Service's hints: why there are none, or that there are some.
 *
 * @param isWarning whether it is of type Warning, or Normal
 * @param reason {@code TopologyAwareHintsEnabled} or {@code TopologyAwareHintsDisabled}
 * @param message what it says
 */
public record TopologyEvent(boolean isWarning, String reason, String message) {

  static TopologyEvent enabled(IpFamily family) {
    return new TopologyEvent(
        false,
        "TopologyAwareHintsEnabled",
        withFamily("Topology Aware Hints has been enabled", family));
  }

  static TopologyEvent disabled(String why, IpFamily family) {
    return new TopologyEvent(true, "TopologyAwareHintsDisabled", withFamily(why, family));
  }

  private static String withFamily(String message, IpFamily family) {
    return message + ", addressType: " + (family == IpFamily.IPV4 ? "IPv4" : "IPv6");
  }
}
