package io.kubenet.ruleset.iptables.target;

import io.kubenet.ruleset.NatRange;

/**
 * Translates the destination to the host itself: {@code -j REDIRECT --to-ports 8080}.
 *
 * @param range the ports, and how one is chosen; without addresses
 */
public record Redirect(NatRange range) implements Target {

  @Override
  public String text() {
    return "-j REDIRECT" + portOption(range) + range.options();
  }

  @Override
  public <T> T accept(TargetVisitor<T> visitor) {
    return visitor.visit(this);
  }

  static String portOption(NatRange range) {
    return range.ports().map(ports -> " --to-ports " + ports.text("-")).orElse("");
  }
}
