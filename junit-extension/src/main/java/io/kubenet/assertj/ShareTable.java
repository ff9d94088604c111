package io.kubenet.assertj;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import io.kubenet.Connection;
import io.kubenet.Connections;
import io.kubenet.chance.Fraction;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How likely each ending of a connection is: an endpoint, or what one sees instead.
 *
 * @param shares the exact probability of each
 */
record ShareTable(Map<String, Fraction> shares) {

  ShareTable {
    shares = ImmutableMap.copyOf(shares);
  }

  static ShareTable of(Connections connections) {
    Map<String, Fraction> shares = new LinkedHashMap<>();
    for (Connection connection : connections.list()) {
      shares.merge(ending(connection), connection.probability(), Fraction::plus);
    }
    return new ShareTable(shares);
  }

  static String ending(Connection connection) {
    return connection.endpoint().orElse(connection.verdict().toString());
  }

  Fraction of(String ending) {
    return shares.getOrDefault(ending, Fraction.ZERO);
  }

  /** A line for each ending: {@code shop/api-1 1/3 33.3333%}. */
  String text() {
    int names = shares.keySet().stream().mapToInt(String::length).max().orElse(0);
    int fractions =
        shares.values().stream().mapToInt(share -> share.toString().length()).max().orElse(0);
    return shares.entrySet().stream()
        .map(
            share ->
                "  "
                    + Strings.padEnd(share.getKey(), names, ' ')
                    + "  "
                    + Strings.padEnd(share.getValue().toString(), fractions, ' ')
                    + String.format(Locale.ROOT, "  %8.4f%%", share.getValue().doubleValue() * 100))
        .collect(Collectors.joining("\n"));
  }
}
