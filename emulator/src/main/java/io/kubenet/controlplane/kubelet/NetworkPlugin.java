package io.kubenet.controlplane.kubelet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.addressing.AddressPlan;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.Store;
import io.kubenet.model.Node;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Gives Pods their addresses: of their node's block, or where nodes have none, of the block that
 * all Pods of the cluster share with the nodes.
 *
 * @param plan the cluster's blocks
 * @param reserved addresses that Pods still to come have
 */
public record NetworkPlugin(AddressPlan plan, Set<IpAddress> reserved) {

  /** The first address of a block is the network's, the second its bridge's or gateway's. */
  private static final int FIRST_POD = 2;

  public NetworkPlugin {
    reserved = ImmutableSet.copyOf(reserved);
  }

  /** An address of each family that a node's Pods have; empty where one has none left. */
  Optional<List<IpAddress>> free(Node node, Store store) {
    List<Cidr> blocks = node.podCidrs().isEmpty() ? sharedBlocks(node) : node.podCidrs();
    Predicate<IpAddress> isTaken = taken(node, store).or(reserved::contains);
    List<IpAddress> free =
        blocks.stream()
            .flatMap(block -> free(block, isTaken).stream())
            .collect(ImmutableList.toImmutableList());
    return Optional.of(free).filter(addresses -> addresses.size() == blocks.size());
  }

  private List<Cidr> sharedBlocks(Node node) {
    return plan.podCidrs().stream()
        .filter(cidr -> node.internalIp(cidr.family()).isPresent())
        .map(cidr -> shared(cidr, node.internalIp(cidr.family()).orElseThrow()))
        .collect(ImmutableList.toImmutableList());
  }

  /** The subnet of the node, where that is of the Pods' block; else all of it. */
  private static Cidr shared(Cidr cidr, IpAddress node) {
    Cidr subnet = new Cidr(node, node.family() == IpFamily.IPV4 ? 24 : 64);
    return cidr.contains(subnet) ? subnet : cidr;
  }

  /** Nobody but a node's own Pods has addresses of its block. */
  private static Predicate<IpAddress> taken(Node node, Store store) {
    return node.podCidrs().isEmpty()
        ? setOf(
                Stream.concat(
                    ips(store.pods().all()),
                    store.cluster().nodes().stream().flatMap(n -> n.internalIps().stream())))
            ::contains
        : setOf(ips(store.pods().onNode(node.name())))::contains;
  }

  private static Stream<IpAddress> ips(Collection<PodObject> pods) {
    return pods.stream().flatMap(pod -> pod.status().ips().stream());
  }

  private static Set<IpAddress> setOf(Stream<IpAddress> addresses) {
    return addresses.collect(ImmutableSet.toImmutableSet());
  }

  private static Optional<IpAddress> free(Cidr block, Predicate<IpAddress> isTaken) {
    for (long index = FIRST_POD; block.contains(block.at(index)); index++) {
      if (!isTaken.test(block.at(index)) && !isBroadcast(block, block.at(index))) {
        return Optional.of(block.at(index));
      }
    }
    return Optional.empty();
  }

  private static boolean isBroadcast(Cidr block, IpAddress address) {
    return address.isIpv4() && !block.contains(address.plus(1));
  }
}
