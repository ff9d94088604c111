package io.kubenet.explain;

import io.kubenet.meaning.Role;

/** What it means that a rule lets a packet in, drops it, or rejects it. */
final class EndSentence {

  private EndSentence() {}

  static String accepted(Role role) {
    return switch (role) {
      case KNOWN_CONNECTION -> "belongs to a connection that was let through before";
      case HEALTH_CHECK -> "asks whether this node has endpoints: let in";
      case FORWARD_MARKED -> "marked as going to a Service: let through";
      default -> "let through";
    };
  }

  static String dropped(Role role) {
    return switch (role) {
      case NO_LOCAL_ENDPOINTS ->
          "a Local traffic policy, and no endpoint on this node: dropped, so the sender times out";
      case OUTSIDE_SOURCE_RANGES ->
          "the sender is outside the load balancer's source ranges: dropped, so it times out";
      case TO_LOOPBACK ->
          "sent to an address of loopback from elsewhere: dropped, so the sender times out";
      case INVALID_CONNECTION -> "belongs to no connection that this node knows: dropped";
      default -> "dropped: the sender hears nothing, and times out";
    };
  }

  static String rejected(Role role) {
    return switch (role) {
      case NO_ENDPOINTS -> "the Service has no endpoint: refused at once";
      case NO_SUCH_PORT -> "a cluster IP, but no port of its Service: refused at once";
      default -> "refused at once: the sender is told";
    };
  }
}
