package io.kubenet.ruleset.iptables.target;

import com.google.common.collect.ImmutableList;
import io.kubenet.ruleset.iptables.match.Quoted;
import java.util.List;

/**
 * Writes the packet to the kernel's log: {@code -j LOG --log-prefix "dropped: "}.
 *
 * @param prefix what stands before it
 * @param level the level of the line; 4, warning, is not listed
 * @param options what else is written: {@code --log-uid}
 */
public record Log(String prefix, int level, List<String> options) implements Target {

  /** The options, in the order of their listing. */
  public static final List<String> OPTIONS =
      ImmutableList.of(
          "--log-tcp-sequence",
          "--log-tcp-options",
          "--log-ip-options",
          "--log-uid",
          "--log-macdecode");

  public static final int WARNING = 4;

  public Log {
    List<String> given = options;
    options = OPTIONS.stream().filter(given::contains).collect(ImmutableList.toImmutableList());
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder("-j LOG");
    if (!prefix.isEmpty()) {
      text.append(" --log-prefix ").append(Quoted.text(prefix));
    }
    if (level != WARNING) {
      text.append(" --log-level ").append(level);
    }
    options.forEach(option -> text.append(' ').append(option));
    return text.toString();
  }

  @Override
  public <T> T accept(TargetVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
