package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A table.
 *
 * @param family which packets it sees
 * @param name its name
 * @param comment its comment, or an empty text
 * @param sets its sets and maps
 * @param chains its chains
 */
public record Table(
    TableFamily family, String name, String comment, List<NamedSet> sets, List<Chain> chains)
    implements Printable {

  public Table {
    sets = ImmutableList.copyOf(sets);
    chains = ImmutableList.copyOf(chains);
  }

  /** {@code ip kube-proxy}. */
  public String qualifiedName() {
    return family.keyword() + " " + name;
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append("table ").append(qualifiedName()).append(" {\n");
    if (!comment.isEmpty()) {
      out.append("\tcomment \"").append(comment).append("\"\n");
    }
    Printable.join(sets, "\n", out);
    out.append(sets.isEmpty() || chains.isEmpty() ? "" : "\n");
    Printable.join(chains, "\n", out);
    out.append("}\n");
  }
}
