package io.kubenet.ruleset.nftables;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Changes a set by a packet.
 *
 * @param operation what it does
 * @param set the set's name
 * @param key the element
 * @param timeout how long the element lives; empty where the set says it
 */
public record SetUpdate(Operation operation, String set, Expression key, Optional<Duration> timeout)
    implements Statement {

  /** What is done to the set. */
  public enum Operation {
    /** Adds the element if it is not there. */
    ADD,
    /** Adds the element, or makes it live anew. */
    UPDATE,
    /** Removes the element. */
    DELETE;

    String keyword() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.setUpdate(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(operation.keyword()).append(" @").append(set).append(" { ");
    key.appendTo(out);
    timeout.ifPresent(time -> out.append(" timeout ").append(TimeText.of(time)));
    out.append(" }");
  }
}
