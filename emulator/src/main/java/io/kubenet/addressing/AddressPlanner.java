package io.kubenet.addressing;

import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.Manifest;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the address plan of a cluster. A block is what the configuration states; else what files
 * among the manifests state; else, where the manifests hold addresses that it would hold, the
 * smallest usual block that holds them all; else the default. No block of cluster IPs is supposed
 * to hold nodes.
 */
public final class AddressPlanner {

  private final StatedPlan stated;
  private final Clues clues;

  private AddressPlanner(StatedPlan stated, Clues clues) {
    this.stated = stated;
    this.clues = clues;
  }

  /**
   * The plan of a cluster that a manifest makes.
   *
   * @param stated what the configuration states
   * @param families the families that the cluster has if nothing tells of others
   * @throws io.kubenet.manifest.ManifestException if the manifest contradicts what is stated, or
   *     itself
   */
  public static AddressPlan plan(StatedPlan stated, List<IpFamily> families, Manifest manifest) {
    AddressPlanner planner =
        new AddressPlanner(stated.and(StatedPlan.in(manifest)), Clues.in(manifest));
    List<IpFamily> ofCluster = planner.families(families);
    return new AddressPlan(
        planner.blocks(BlockUse.PODS, ofCluster), planner.blocks(BlockUse.SERVICES, ofCluster));
  }

  /**
   * Checks what a manifest adds to a cluster whose plan stands. Cluster IPs are the API server's to
   * refuse.
   *
   * @throws io.kubenet.manifest.ManifestException if a Node's block or a Pod's address is in none
   *     of the plan's
   */
  public static void check(AddressPlan plan, Manifest manifest) {
    Clues clues = Clues.in(manifest);
    plan.podCidrs().forEach(block -> requireInside(clues.of(BlockUse.PODS), block));
  }

  private static void requireInside(List<Clue> clues, Cidr block) {
    clues.stream()
        .filter(clue -> clue.family() == block.family() && !block.contains(clue.held()))
        .findFirst()
        .ifPresent(
            clue -> {
              throw clue.outside(block, BlockUse.PODS);
            });
  }

  /** Nodes' blocks tell all families; other addresses add to a configuration of one family. */
  private List<IpFamily> families(List<IpFamily> configured) {
    Stream<IpFamily> told = Stream.concat(stated.families(), clues.families().stream());
    ImmutableList<IpFamily> found = told.distinct().collect(ImmutableList.toImmutableList());
    return found.isEmpty() || (clues.nodes().isEmpty() && configured.size() > 1)
        ? configured
        : found;
  }

  private List<Cidr> blocks(BlockUse use, List<IpFamily> families) {
    return families.stream()
        .map(family -> block(use, family))
        .collect(ImmutableList.toImmutableList());
  }

  private Cidr block(BlockUse use, IpFamily family) {
    List<StatedBlock> said =
        stated.of(use).stream().filter(block -> block.family() == family).toList();
    List<Clue> held = clues.of(use).stream().filter(clue -> clue.family() == family).toList();
    if (!said.isEmpty()) {
      return stated(use, said, held);
    }
    Cidr inferred = held.isEmpty() ? use.defaultBlock(family) : inferred(use, held);
    return use == BlockUse.SERVICES && clues.nodesOwn().anyMatch(inferred::overlaps)
        ? use.defaultBlock(family)
        : inferred;
  }

  private static Cidr stated(BlockUse use, List<StatedBlock> said, List<Clue> held) {
    StatedBlock first = said.get(0);
    for (StatedBlock other : said) {
      if (!other.block().equals(first.block())) {
        throw other.contradicting(first, use);
      }
    }
    if (use == BlockUse.PODS) {
      requireInside(held, first.block());
    }
    return first.block();
  }

  private static Cidr inferred(BlockUse use, List<Clue> held) {
    return use.usualBlock(held.stream().map(Clue::held).toList())
        .orElseThrow(() -> apart(use, held));
  }

  private static RuntimeException apart(BlockUse use, List<Clue> held) {
    Clue first = held.get(0);
    Clue other =
        held.stream()
            .filter(clue -> use.usualBlock(List.of(first.held(), clue.held())).isEmpty())
            .findFirst()
            .orElse(held.get(held.size() - 1));
    return other
        .field()
        .error(
            "'%s' and '%s' at %s are in no usual %s; state the one of the cluster"
                .formatted(other, first, first.field().place(), use));
  }
}
