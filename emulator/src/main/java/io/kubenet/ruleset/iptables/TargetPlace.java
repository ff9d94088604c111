package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.kubenet.ruleset.iptables.target.Dnat;
import io.kubenet.ruleset.iptables.target.Masquerade;
import io.kubenet.ruleset.iptables.target.NoTrack;
import io.kubenet.ruleset.iptables.target.Redirect;
import io.kubenet.ruleset.iptables.target.Reject;
import io.kubenet.ruleset.iptables.target.Snat;
import io.kubenet.ruleset.iptables.target.Target;
import java.util.Map;

/** Where a target can stand: the tables and hooks that its module of the kernel is made for. */
enum TargetPlace {
  ANYWHERE(""),
  RAW("raw"),
  FILTER("filter"),
  DESTINATION_NAT("nat", "PREROUTING", "OUTPUT"),
  SOURCE_NAT("nat", "INPUT", "POSTROUTING"),
  MASQUERADE("nat", "POSTROUTING");

  private static final Map<Class<? extends Target>, TargetPlace> BY_TARGET =
      ImmutableMap.<Class<? extends Target>, TargetPlace>builder()
          .put(NoTrack.class, RAW)
          .put(Reject.class, FILTER)
          .put(Dnat.class, DESTINATION_NAT)
          .put(Redirect.class, DESTINATION_NAT)
          .put(Snat.class, SOURCE_NAT)
          .put(Masquerade.class, MASQUERADE)
          .buildOrThrow();

  private final String table;
  private final ImmutableSet<String> hooks;

  /**
   * A place.
   *
   * @param table the one table; empty for all
   * @param hooks the hooks that lead there; none for all
   */
  TargetPlace(String table, String... hooks) {
    this.table = table;
    this.hooks = ImmutableSet.copyOf(hooks);
  }

  static TargetPlace of(Target target) {
    return BY_TARGET.getOrDefault(target.getClass(), ANYWHERE);
  }

  boolean isIn(String other) {
    return table.isEmpty() || table.equals(other);
  }

  boolean isReachedFrom(String hook) {
    return hooks.isEmpty() || hooks.contains(hook);
  }

  String table() {
    return table;
  }
}
