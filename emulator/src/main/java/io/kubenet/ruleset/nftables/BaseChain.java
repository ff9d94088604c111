package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the kernel calls a chain.
 *
 * @param type what the chain may do
 * @param hook the hook that calls it
 * @param priority its place among the chains of the hook; lower is sooner
 * @param policy what happens to packets that no rule judged
 */
public record BaseChain(Type type, HookPoint hook, int priority, Policy policy) {

  /** What a chain may do. */
  public enum Type {
    FILTER,
    /** It sees the first packet of a connection alone. */
    NAT,
    ROUTE;

    String keyword() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The hooks that base chains of IP tables have. */
  public enum HookPoint {
    PREROUTING,
    INPUT,
    FORWARD,
    OUTPUT,
    POSTROUTING;

    String keyword() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What happens to packets that no rule judged. */
  public enum Policy {
    ACCEPT,
    DROP;

    String keyword() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Names of priorities ({@code man nft}); dstnat and srcnat are known at their own hook alone. */
  private static final ImmutableMap<String, Integer> NAMED =
      ImmutableMap.of(
          "raw", -300, "mangle", -150, "dstnat", -100, "filter", 0, "security", 50, "srcnat", 100);

  /** How far a listing counts from a name: std_prio_lookup of nft 1.0.6. */
  private static final int REACH = 10;

  public static BaseChain of(Type type, HookPoint hook, int priority) {
    return new BaseChain(type, hook, priority, Policy.ACCEPT);
  }

  static Optional<Integer> priorityOf(String name) {
    return Optional.ofNullable(NAMED.get(name));
  }

  /** {@code type nat hook prerouting priority dstnat; policy accept;}. */
  String text() {
    return "type "
        + type.keyword()
        + " hook "
        + hook.keyword()
        + " priority "
        + priorityText()
        + "; policy "
        + policy.keyword()
        + ";";
  }

  private String priorityText() {
    return NAMED.entrySet().stream()
        .filter(named -> isNamedHere(named.getKey()))
        .filter(named -> Math.abs(priority - named.getValue()) <= REACH)
        .map(named -> from(named, priority - named.getValue()))
        .findFirst()
        .orElseGet(() -> Integer.toString(priority));
  }

  private static String from(Map.Entry<String, Integer> named, int distance) {
    if (distance == 0) {
      return named.getKey();
    }
    return named.getKey() + (distance > 0 ? " + " : " - ") + Math.abs(distance);
  }

  private boolean isNamedHere(String name) {
    return switch (name) {
      case "dstnat" -> hook == HookPoint.PREROUTING;
      case "srcnat" -> hook == HookPoint.POSTROUTING;
      default -> true;
    };
  }
}
