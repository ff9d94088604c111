package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the kernel calls a chain.
 *
 * @param type what the chain may do
 * @param hook the hook that calls it
 * @param devices the devices whose packets it sees; none where it sees those of all
 * @param priority its place among the chains of the hook; lower is sooner
 * @param policy what happens to packets that no rule judged
 */
public record BaseChain(
    Type type, HookPoint hook, List<String> devices, int priority, Policy policy) {

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
    POSTROUTING,
    /** As a packet comes by a device, before all others. */
    INGRESS,
    /** As a packet leaves by a device, after all others. */
    EGRESS;

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

  public BaseChain {
    devices = ImmutableList.copyOf(devices);
  }

  public static BaseChain of(Type type, HookPoint hook, int priority) {
    return new BaseChain(type, hook, ImmutableList.of(), priority, Policy.ACCEPT);
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
        + devicesText()
        + " priority "
        + priorityText()
        + "; policy "
        + policy.keyword()
        + ";";
  }

  private String devicesText() {
    return switch (devices.size()) {
      case 0 -> "";
      case 1 -> " device \"" + devices.get(0) + '"';
      default ->
          devices.stream()
              .sorted()
              .collect(Collectors.joining("\", \"", " devices = { \"", "\" }"));
    };
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
