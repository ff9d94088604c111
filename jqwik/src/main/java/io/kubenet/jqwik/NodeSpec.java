package io.kubenet.jqwik;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.Optional;

/**
 * A node of an arbitrary cluster.
 *
 * @param number 1 to 99; name and addresses follow from it
 * @param zone its zone
 */
public record NodeSpec(int number, Optional<String> zone) {

  /** {@code node1}. */
  public String name() {
    return "node" + number;
  }

  /** {@code 192.168.0.11} or {@code fd00:192::11} for node1. */
  public IpAddress ip(IpFamily family) {
    String place = Integer.toString(10 + number);
    return IpAddress.of(family == IpFamily.IPV4 ? "192.168.0." + place : "fd00:192::" + place);
  }

  /** {@code 10.244.1.0/24} or {@code fd00:10:244:1::/64} for node1. */
  public String podCidr(IpFamily family) {
    return family == IpFamily.IPV4
        ? "10.244." + number + ".0/24"
        : "fd00:10:244:" + number + "::/64";
  }
}
