package io.kubenet.netfilter;

import java.util.Optional;

/** Names of interfaces as iptables asks for them: {@code eth0}, or {@code eth+}. */
public final class InterfacePattern {

  private InterfacePattern() {}

  /** Whether a name is the one that is asked for, or begins as it says. */
  public static boolean matches(String asked, String name) {
    return asked.endsWith("+")
        ? name.startsWith(asked.substring(0, asked.length() - 1))
        : name.equals(asked);
  }

  /** A name as far as it is known, after it was found to be of a pattern or not. */
  static Optional<String> name(Optional<String> known, String asked, boolean isCalled) {
    boolean agrees = matches(asked, known.orElse("")) == isCalled;
    if (agrees) {
      return known;
    }
    return Optional.of(isCalled ? start(asked) : "another");
  }

  private static String start(String asked) {
    return asked.endsWith("+") ? asked.substring(0, asked.length() - 1) : asked;
  }
}
