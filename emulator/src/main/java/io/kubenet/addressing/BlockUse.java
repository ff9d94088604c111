package io.kubenet.addressing;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a block of a cluster's addresses is for, and which blocks are usual.
 *
 * <p>The block that some addresses come from is supposed to be the smallest that holds them all, of
 * those that a distribution has by default; where there is none, of those with a usual prefix
 * length.
 */
enum BlockUse {

  /** By default kubeadm's guides and kind have the first, OpenShift and kops the others. */
  PODS(
      "pod CIDR",
      ImmutableList.of("10.244.0.0/16", "fd00:10:244::/48"),
      ImmutableList.of("10.128.0.0/14", "100.96.0.0/11"),
      ImmutableList.of(16, 14, 12, 8),
      ImmutableList.of(56, 48, 40, 32)),

  /** By default kubeadm has the first; the others are of MicroK8s, GKE, EKS and kops. */
  SERVICES(
      "service CIDR",
      ImmutableList.of("10.96.0.0/12", "fd00:10:96::/112"),
      ImmutableList.of("10.152.183.0/24", "34.118.224.0/20", "10.100.0.0/16", "100.64.0.0/13"),
      ImmutableList.of(16, 12, 8),
      ImmutableList.of(112, 108));

  private final String text;
  private final ImmutableList<String> defaults;
  private final ImmutableList<String> others;
  private final ImmutableList<Integer> ipv4Lengths;
  private final ImmutableList<Integer> ipv6Lengths;

  BlockUse(
      String text,
      ImmutableList<String> defaults,
      ImmutableList<String> others,
      ImmutableList<Integer> ipv4Lengths,
      ImmutableList<Integer> ipv6Lengths) {
    this.text = text;
    this.defaults = defaults;
    this.others = others;
    this.ipv4Lengths = ipv4Lengths;
    this.ipv6Lengths = ipv6Lengths;
  }

  /** The block of a cluster that says nothing of its own. */
  Cidr defaultBlock(IpFamily family) {
    return defaults.stream()
        .map(Cidr::of)
        .filter(block -> block.family() == family)
        .findFirst()
        .orElseThrow();
  }

  /**
   * The smallest usual block that holds all of some blocks of one family, of which there is one.
   */
  Optional<Cidr> usualBlock(List<Cidr> held) {
    return Stream.concat(known(), around(held.get(0).address()))
        .filter(block -> held.stream().allMatch(block::contains))
        .findFirst();
  }

  /** The blocks that distributions have by default, the smallest first. */
  private Stream<Cidr> known() {
    return Stream.concat(defaults.stream(), others.stream())
        .map(Cidr::of)
        .sorted(Comparator.comparing(Cidr::prefixLength).reversed());
  }

  /** The blocks of the usual lengths that hold an address. */
  private Stream<Cidr> around(IpAddress address) {
    return (address.isIpv4() ? ipv4Lengths : ipv6Lengths)
        .stream().map(length -> new Cidr(address, length));
  }

  /** {@code pod CIDR}. */
  @Override
  public String toString() {
    return text;
  }
}
