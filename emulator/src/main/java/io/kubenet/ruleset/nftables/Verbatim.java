package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A part of a table that is kept as it was listed, because no packet asks it or because what it
 * says is not modelled: counters, quotas, flowtables, conntrack helpers, sets of other types.
 *
 * @param kind what it is: {@code counter}, {@code ct helper}
 * @param name its name
 * @param lines what is between its braces, line by line, without indentation and handles
 */
public record Verbatim(String kind, String name, List<String> lines) implements Printable {

  public Verbatim {
    lines = ImmutableList.copyOf(lines);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append('\t').append(kind).append(' ').append(name).append(" {\n");
    int depth = 2;
    for (String line : lines) {
      depth -= line.startsWith("}") ? 1 : 0;
      out.append("\t".repeat(Math.max(depth, 2))).append(line).append('\n');
      depth += line.endsWith("{") ? 1 : 0;
    }
    out.append("\t}\n");
  }
}
