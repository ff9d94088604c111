package io.kubenet.kubeproxy.recognition;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import io.kubenet.meaning.Role;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What names and comments, or parts of them, say of a rule; of several that fit, the first.
 *
 * @param roles the roles, by name or part
 */
record NameTable(ImmutableMap<String, Role> roles) {

  /** Reads lines of a role and a name. */
  static NameTable of(String lines) {
    ImmutableMap.Builder<String, Role> roles = ImmutableMap.builder();
    for (String line : Splitter.on('\n').omitEmptyStrings().split(lines)) {
      Map.Entry<String, Role> row = row(line);
      roles.put(row.getKey(), row.getValue());
    }
    return new NameTable(roles.buildOrThrow());
  }

  private static Map.Entry<String, Role> row(String line) {
    int bar = line.indexOf('|');
    return Map.entry(line.substring(bar + 1).strip(), Role.valueOf(line.substring(0, bar).strip()));
  }

  Optional<Role> ofName(String name) {
    return Optional.ofNullable(roles.get(name));
  }

  Optional<Role> ofBeginning(String name) {
    return first(name, String::startsWith);
  }

  Optional<Role> ofPart(String comment) {
    return first(comment, String::contains);
  }

  private Optional<Role> first(String text, BiPredicate<String, String> fit) {
    return roles.entrySet().stream()
        .filter(row -> fit.test(text, row.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
