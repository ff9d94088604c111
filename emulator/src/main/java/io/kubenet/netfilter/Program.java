package io.kubenet.netfilter;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules of a host mean: compiled once, never changed, and shared by all hosts with these
 * rules.
 */
public final class Program {

  /** The program of a host without rules. */
  public static final Program EMPTY = Program.of(List.of());

  private static final int CONNTRACK = -200;
  private static final int CONFIRM = Integer.MAX_VALUE;

  private record Placed(long priority, Stage stage) {}

  private final Map<IpFamily, Map<Hook, List<Stage>>> stages = new EnumMap<>(IpFamily.class);

  private final List<BaseChain> chains;
  private final Map<String, AddressSet> sets;
  private final Set<IpAddress> serviceAddresses;

  private Program(
      List<BaseChain> chains, Map<String, AddressSet> sets, Set<IpAddress> serviceAddresses) {
    this.chains = ImmutableList.copyOf(chains);
    this.sets = ImmutableMap.copyOf(sets);
    this.serviceAddresses = ImmutableSet.copyOf(serviceAddresses);
    for (IpFamily family : IpFamily.values()) {
      Map<Hook, List<Stage>> byHook = new EnumMap<>(Hook.class);
      for (Hook hook : Hook.values()) {
        byHook.put(hook, stages(family, hook, chains));
      }
      stages.put(family, byHook);
    }
  }

  /**
   * The program of a host whose hooks call these chains, besides what the kernel does of itself.
   *
   * @param chains the chains; of those at one hook with one priority, the first is called first
   */
  public static Program of(List<BaseChain> chains) {
    return new Program(chains, ImmutableMap.of(), ImmutableSet.of());
  }

  /** This program on a host with sets, and with addresses of Services that it takes for its own. */
  public Program with(Map<String, AddressSet> named, Set<IpAddress> addresses) {
    return new Program(chains, named, addresses);
  }

  /** The set of this name, if there is one. */
  Optional<AddressSet> set(String name) {
    return Optional.ofNullable(sets.get(name));
  }

  /** The addresses of Services that the host takes for its own. */
  public Set<IpAddress> serviceAddresses() {
    return serviceAddresses;
  }

  /** Whether a rule keeps what packets left behind under a key. */
  boolean keeps(Object key) {
    return chains.stream().anyMatch(chain -> chain.keeps(key));
  }

  /** What a hook does with packets of a family, in order. */
  List<Stage> stages(IpFamily family, Hook hook) {
    return stages.get(family).get(hook);
  }

  private static List<Stage> stages(IpFamily family, Hook hook, List<BaseChain> chains) {
    List<BaseChain> judging =
        chains.stream()
            .filter(chain -> chain.hook() == hook && chain.judges(family))
            .sorted(Comparator.comparing(BaseChain::priority))
            .toList();
    List<Placed> placed = new ArrayList<>();
    if (!chains.isEmpty()) {
      placed.addAll(ofKernel(hook, judging));
    }
    judging.stream()
        .filter(chain -> chain.type() == BaseChain.Type.FILTER)
        .forEach(chain -> placed.add(new Placed(chain.priority(), chain::judge)));
    return placed.stream()
        .sorted(Comparator.comparing(Placed::priority))
        .map(Placed::stage)
        .collect(ImmutableList.toImmutableList());
  }

  /** What the kernel does of itself as soon as a host has rules. */
  private static List<Placed> ofKernel(Hook hook, List<BaseChain> judging) {
    Stage nat =
        new NatStage(judging.stream().filter(chain -> chain.type() == BaseChain.Type.NAT).toList());
    return switch (hook) {
      case PREROUTING, OUTPUT ->
          List.of(new Placed(CONNTRACK, Passage::track), new Placed(-100, nat));
      case INPUT, POSTROUTING ->
          List.of(new Placed(100, nat), new Placed(CONFIRM, Passage::confirm));
      case FORWARD, EGRESS -> List.of();
    };
  }
}
