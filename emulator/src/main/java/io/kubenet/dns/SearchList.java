package io.kubenet.dns;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.kubenet.dns.message.ResolvConf;
import java.util.List;
import java.util.Optional;

/**
 * The names that are asked for in the place of one, in order: __res_context_search of glibc (2.34
 * and later).
 *
 * @param first the name as it is, if it is tried first
 * @param searched the name in each domain of the search list
 * @param last the name as it is, if it is tried last
 */
record SearchList(Optional<String> first, List<String> searched, Optional<String> last) {

  private static final int MAX_NAME_BYTES = 253;

  static SearchList of(String name, ResolvConf conf) {
    if (name.endsWith(".")) {
      return new SearchList(Optional.of(name), ImmutableList.of(), Optional.empty());
    }
    Optional<String> asItIs = Optional.of(name);
    boolean isFirst = CharMatcher.is('.').countIn(name) >= conf.ndots();
    boolean isLast = !isFirst && !conf.searches().contains(".");
    return new SearchList(
        asItIs.filter(n -> isFirst), searched(name, conf), asItIs.filter(n -> isLast));
  }

  /** A name that grew too long ends the search. */
  private static List<String> searched(String name, ResolvConf conf) {
    return conf.searches().stream()
        .map(domain -> domain.equals(".") ? name : name + "." + domain)
        .takeWhile(candidate -> candidate.length() <= MAX_NAME_BYTES)
        .toList();
  }
}
