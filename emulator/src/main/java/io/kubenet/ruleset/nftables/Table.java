package io.kubenet.ruleset.nftables;

import java.util.List;

/**
 * A table.
 *
 * @param family which packets it sees
 * @param name its name
 * @param comment its comment, or an empty text
 * @param allSets its sets and maps
 * @param allChains its chains
 */
public record Table(
    TableFamily family,
    String name,
    String comment,
    Parts<NamedSet> allSets,
    Parts<Chain> allChains)
    implements Printable {

  /** Its sets and maps, in order. */
  public List<NamedSet> sets() {
    return allSets.list();
  }

  /** Its chains, in order. */
  public List<Chain> chains() {
    return allChains.list();
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
    Printable.join(sets(), "\n", out);
    out.append(sets().isEmpty() || chains().isEmpty() ? "" : "\n");
    Printable.join(chains(), "\n", out);
    out.append("}\n");
  }
}
