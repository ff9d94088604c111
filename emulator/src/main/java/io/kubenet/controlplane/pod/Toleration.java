package io.kubenet.controlplane.pod;

import io.kubenet.model.Node;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets a Pod onto nodes in spite of their taints.
 *
 * @param key the taint's key; empty for all
 * @param value the value that the taint must have; empty if any will do (operator Exists)
 * @param effect the effect that the taint must have; empty if any will do
 * @param limit how long a Pod stays on a node that has got the taint; empty for ever
 */
public record Toleration(
    Optional<String> key,
    Optional<String> value,
    Optional<Node.Effect> effect,
    Optional<Duration> limit) {

  /** A toleration of a key with any value. */
  public static Toleration ofKey(String key, Node.Effect effect) {
    return new Toleration(
        Optional.of(key), Optional.empty(), Optional.of(effect), Optional.empty());
  }

  public boolean tolerates(Node.Taint taint) {
    return matches(effect, taint.effect())
        && matches(key, taint.key())
        && matches(value, taint.value());
  }

  private static <T> boolean matches(Optional<T> wanted, T actual) {
    return wanted.isEmpty() || wanted.get().equals(actual);
  }
}
