package io.kubenet.symbolic;

import java.util.Optional;

/**
 * What became of a packet at a node.
 *
 * @param kind how it ended
 * @param detail the interface that it left by, or what its sender is told; may be empty
 * @param header its ends by then; empty where it did not go on
 */
public record Fate(Kind kind, String detail, Optional<Header> header) {

  /** How a packet can end at a node. */
  public enum Kind {
    /** A process of the node gets it. */
    DELIVERED,
    /** It leaves the node. */
    SENT,
    DROPPED,
    REJECTED,
    /** No route leads there. */
    UNROUTABLE,
    /** It hangs on something that is not modelled. */
    UNDECIDED
  }

  static Fate of(Kind kind, String detail) {
    return new Fate(kind, detail, Optional.empty());
  }

  /** Whether the packet went on. */
  public boolean isPassed() {
    return header.isPresent();
  }

  /** {@code sent by eth0 as source:sport -> 10.244.1.5:8080}, {@code dropped}. */
  @Override
  public String toString() {
    String ends = header.map(known -> " as " + known).orElse("");
    return switch (kind) {
      case DELIVERED -> "delivered" + ends;
      case SENT -> "sent by " + detail + ends;
      case DROPPED -> "dropped" + (detail.isEmpty() ? "" : ": " + detail);
      case REJECTED -> "rejected with " + detail;
      case UNROUTABLE -> "has no route";
      case UNDECIDED -> "not decided: " + detail;
    };
  }
}
