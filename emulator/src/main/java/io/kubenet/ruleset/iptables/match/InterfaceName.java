package io.kubenet.ruleset.iptables.match;

/**
 * The name of an interface, or the start of names: {@code eth+}.
 *
 * @param text the name, with {@code +} behind it where it is a start
 */
public record InterfaceName(String text) {

  public InterfaceName {
    if (!text.matches("\\S{1,15}")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no name of an interface: these have 1 to 15 characters");
    }
  }

  public boolean matches(String name) {
    return text.endsWith("+")
        ? name.startsWith(text.substring(0, text.length() - 1))
        : name.equals(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
