package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Protocol;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Verdict;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who reaches what: what becomes of a connection from every pod to every port of the Services and
 * pods, with the policies in force.
 *
 * @param sources the pods that connect: {@code shop/client}
 * @param targets the ports that they connect to
 * @param rows for each source a cell for each target
 */
public record Reachability(List<String> sources, List<Target> targets, List<List<Cell>> rows) {

  /** What has a port. */
  public enum Kind {
    SERVICE,
    POD
  }

  /**
   * A port to connect to.
   *
   * @param kind what has it
   * @param name whose it is: {@code shop/api}
   * @param address the address that is connected to
   * @param protocol TCP, UDP or SCTP
   * @param port the port
   */
  public record Target(Kind kind, String name, IpAddress address, Protocol protocol, int port) {

    /** {@code shop/api:80}, {@code pod shop/api-1:8080}, {@code kube-system/kube-dns:53/UDP}. */
    @Override
    public String toString() {
      String whose = kind == Kind.POD ? "pod " + name : name;
      return whose + ":" + port + (protocol == Protocol.TCP ? "" : "/" + protocol);
    }
  }

  /**
   * An outcome and how likely it is.
   *
   * @param outcome the outcome
   * @param probability its exact probability
   */
  public record Share(Outcome outcome, Fraction probability) {}

  /**
   * What becomes of a connection.
   *
   * @param shares its outcomes; one where chance decides nothing that matters
   */
  public record Cell(List<Share> shares) {

    public Cell {
      shares = ImmutableList.copyOf(shares);
    }

    /** Whether the connection is established, whatever chance decides. */
    public boolean isEstablished() {
      return shares.stream().allMatch(Cell::isEstablished);
    }

    /** Whether chance decides if it is established. */
    public boolean isLeftToChance() {
      return !isEstablished() && shares.stream().anyMatch(Cell::isEstablished);
    }

    /** What one sees of it; where chance decides, the first outcome that is no connection. */
    public Verdict verdict() {
      return failure().map(Outcome::verdict).findFirst().orElse(Verdict.ESTABLISHED);
    }

    /** Why it is not established; empty if it is. */
    public List<String> causes() {
      return failure().map(Outcome::because).distinct().collect(ImmutableList.toImmutableList());
    }

    /**
     * It as one sign: {@code +} established, {@code -} timed out, {@code x} refused, {@code !}
     * another failure, {@code ~} left to chance.
     */
    public String sign() {
      if (isLeftToChance()) {
        return "~";
      }
      return switch (verdict()) {
        case ESTABLISHED -> "+";
        case TIMED_OUT -> "-";
        case REFUSED -> "x";
        default -> "!";
      };
    }

    private Stream<Outcome> failure() {
      return shares.stream().filter(share -> !isEstablished(share)).map(Share::outcome);
    }

    private static boolean isEstablished(Share share) {
      return share.outcome().verdict() == Verdict.ESTABLISHED;
    }
  }

  public Reachability {
    sources = ImmutableList.copyOf(sources);
    targets = ImmutableList.copyOf(targets);
    rows = rows.stream().map(ImmutableList::copyOf).collect(ImmutableList.toImmutableList());
  }

  /**
   * The cell of a source and a target, by their texts.
   *
   * @throws IllegalArgumentException if there is no such source or target
   */
  public Cell cell(String source, String target) {
    List<String> names = targets.stream().map(Target::toString).toList();
    return rows.get(indexOf("source", source, sources)).get(indexOf("target", target, names));
  }

  private static int indexOf(String what, String name, List<String> names) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "no " + what + " '" + name + "'; there are: " + String.join(", ", names));
    }
    return index;
  }

  /**
   * The connections that are established whatever chance decides: {@code shop/web -> shop/api:80}.
   */
  public List<String> established() {
    ImmutableList.Builder<String> established = ImmutableList.builder();
    for (int row = 0; row < sources.size(); row++) {
      for (int column = 0; column < targets.size(); column++) {
        if (rows.get(row).get(column).isEstablished()) {
          established.add(sources.get(row) + " -> " + targets.get(column));
        }
      }
    }
    return established.build();
  }

  /** A table with a sign for each cell, what the signs mean, and the causes behind them. */
  @Override
  public String toString() {
    return new ReachabilityText(this).text();
  }
}
