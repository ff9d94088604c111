package io.kubenet.explain;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a route means, as {@code ip route} prints it. */
final class RouteSentence {

  /** Sentences by the form of the route, with its parts as {@code $1} and {@code $2}. */
  private static final Map<Pattern, String> FORMS =
      ImmutableMap.of(
          Pattern.compile("default via (\\S+) dev .*"),
          "no nearer route: goes to the gateway $1",
          Pattern.compile("default dev .*"),
          "no nearer route: goes to whoever has the address",
          Pattern.compile("via (\\S+) dev .*"),
          "goes to the next router, $1",
          Pattern.compile("to (\\S+)"),
          "$1 has the address",
          Pattern.compile("(\\S+) via (\\S+)"),
          "the pods of $1 are on $2",
          Pattern.compile("(\\S+) dev cni0"),
          "the pods of $1 are on this node's bridge",
          Pattern.compile("\\S+ dev .*"),
          "the address is on its own link");

  private RouteSentence() {}

  static String of(String route) {
    return FORMS.entrySet().stream()
        .flatMap(form -> sentence(form.getKey().matcher(route), form.getValue()).stream())
        .findFirst()
        .orElse("sent on");
  }

  private static Optional<String> sentence(Matcher route, String form) {
    return route.matches() ? Optional.of(route.replaceFirst(form)) : Optional.empty();
  }
}
