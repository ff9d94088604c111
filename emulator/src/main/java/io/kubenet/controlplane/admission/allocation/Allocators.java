package io.kubenet.controlplane.admission.allocation;

import com.google.common.collect.ImmutableSortedMap;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.pcollections.PSet;
import org.pcollections.TreePSet;

/** Who has which cluster IPs and node ports: an immutable value. */
public final class Allocators {

  /** The largest part of a block that is given out; ipallocator counts in 64 bits as well. */
  private static final int MOST_BITS = 62;

  private final AllocationConfig config;
  private final ImmutableSortedMap<IpFamily, Pool> addresses;
  private final Pool ports;

  private Allocators(AllocationConfig config, Map<IpFamily, Pool> addresses, Pool ports) {
    this.config = config;
    this.addresses = ImmutableSortedMap.copyOf(addresses);
    this.ports = ports;
  }

  public static Allocators of(AllocationConfig config) {
    Map<IpFamily, Pool> addresses = new TreeMap<>();
    for (Cidr cidr : config.serviceCidrs()) {
      long usable = usable(cidr);
      addresses.put(cidr.family(), Pool.of(usable, addressOffset(usable + 1)));
    }
    int size = config.nodePorts().size();
    return new Allocators(config, addresses, Pool.of(size, portOffset(size)));
  }

  boolean isFamilyConfigured(IpFamily family) {
    return addresses.containsKey(family);
  }

  AllocationConfig config() {
    return config;
  }

  /** Whether a Service can have an address: neither a block's first nor IPv4's last. */
  boolean isAllocatable(IpAddress address) {
    return config
        .serviceCidr(address.family())
        .filter(cidr -> cidr.contains(address))
        .filter(cidr -> pool(address).contains(index(cidr, address)))
        .isPresent();
  }

  Optional<Owner> owner(IpAddress address) {
    return pool(address).owner(index(address));
  }

  public Allocators with(IpAddress address, Owner owner) {
    return change(address.family(), pool -> pool.with(index(address), owner));
  }

  Allocators without(IpAddress address) {
    return isFamilyConfigured(address.family())
        ? change(address.family(), pool -> pool.without(index(address)))
        : this;
  }

  /** An address that nobody has; empty if all are taken. */
  Optional<IpAddress> nextAddress(IpFamily family) {
    OptionalLong next = addresses.get(family).next(number -> true);
    return next.isPresent()
        ? Optional.of(config.serviceCidr(family).orElseThrow().at(next.getAsLong() + 1))
        : Optional.empty();
  }

  Optional<Owner> owner(int port) {
    return ports.owner(port - config.nodePorts().first());
  }

  public Allocators with(int port, Owner owner) {
    return new Allocators(config, addresses, ports.with(port - config.nodePorts().first(), owner));
  }

  Allocators without(int port) {
    return new Allocators(config, addresses, ports.without(port - config.nodePorts().first()));
  }

  /** A port that nobody has and nobody is about to ask for; empty if all are taken. */
  OptionalInt nextPort(List<Integer> avoided) {
    OptionalLong next =
        ports.next(number -> !avoided.contains((int) number + config.nodePorts().first()));
    return next.isPresent()
        ? OptionalInt.of(config.nodePorts().first() + Math.toIntExact(next.getAsLong()))
        : OptionalInt.empty();
  }

  /** These, keeping addresses and ports for those who ask for them by name. */
  public Allocators holding(Iterable<IpAddress> heldAddresses, Iterable<Integer> heldPorts) {
    Map<IpFamily, Pool> changed = new TreeMap<>(addresses);
    changed.replaceAll((family, pool) -> pool.holding(indexes(family, heldAddresses)));
    PSet<Long> portIndexes = TreePSet.empty();
    for (int port : heldPorts) {
      portIndexes = portIndexes.plus((long) port - config.nodePorts().first());
    }
    return new Allocators(config, changed, ports.holding(portIndexes));
  }

  private PSet<Long> indexes(IpFamily family, Iterable<IpAddress> held) {
    PSet<Long> indexes = TreePSet.empty();
    for (IpAddress address : held) {
      if (address.family() == family && isAllocatable(address)) {
        indexes = indexes.plus(index(address));
      }
    }
    return indexes;
  }

  private Pool pool(IpAddress address) {
    return addresses.get(address.family());
  }

  private Allocators change(IpFamily family, UnaryOperator<Pool> how) {
    Map<IpFamily, Pool> changed = new TreeMap<>(addresses);
    changed.put(family, how.apply(changed.get(family)));
    return new Allocators(config, changed, ports);
  }

  private long index(IpAddress address) {
    return index(config.serviceCidr(address.family()).orElseThrow(), address);
  }

  /** The place of an address in its block, the one after the block's first being 0. */
  private static long index(Cidr cidr, IpAddress address) {
    return address.high() == cidr.address().high() ? address.low() - cidr.address().low() - 1 : -1;
  }

  /** NewIPAllocator of ipallocator.go: without the network's address, and IPv4's broadcast. */
  private static long usable(Cidr cidr) {
    int bits = Math.min(cidr.family().bits() - cidr.prefixLength(), MOST_BITS);
    return (1L << bits) - (cidr.family() == IpFamily.IPV4 ? 2 : 1);
  }

  /** calculateRangeOffset of ipallocator: min(max(16, size / 16), 256). */
  private static long addressOffset(long size) {
    return size < 16 ? 0 : Math.min(Math.max(16, size / 16), 256);
  }

  /** calculateRangeOffset of portallocator: min(max(16, size / 32), 128). */
  private static long portOffset(long size) {
    return size <= 16 ? 0 : Math.min(Math.max(16, size / 32), 128);
  }
}
