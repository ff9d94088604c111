package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table.
 *
 * @param family which packets it sees
 * @param name its name
 * @param comment its comment, or an empty text
 * @param others what it has beside sets and chains
 * @param allSets its sets and maps
 * @param allChains its chains
 */
public record Table(
    TableFamily family,
    String name,
    String comment,
    Others others,
    Parts<NamedSet> allSets,
    Parts<Chain> allChains)
    implements Printable {

  /**
   * What a table has beside sets and chains.
   *
   * @param flags its flags: dormant, owner, persist
   * @param parts parts that are kept as they were listed
   */
  public record Others(List<String> flags, List<Verbatim> parts) {

    static final Others NONE = new Others(ImmutableList.of(), ImmutableList.of());

    public Others {
      flags = ImmutableList.copyOf(flags);
      parts = ImmutableList.copyOf(parts);
    }
  }

  /** A table of sets and chains alone. */
  public Table(
      TableFamily family,
      String name,
      String comment,
      Parts<NamedSet> allSets,
      Parts<Chain> allChains) {
    this(family, name, comment, Others.NONE, allSets, allChains);
  }

  /** Whether hooks pass over its chains. */
  public boolean isDormant() {
    return others.flags().contains("dormant");
  }

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

  Table withMeanings(NftablesRuleset.Interpreter interpreter) {
    return new Table(
        family,
        name,
        comment,
        others,
        Parts.of(
            sets().stream().map(set -> set.withMeanings(interpreter)).toList(), NamedSet::name),
        Parts.of(
            chains().stream().map(chain -> chain.withMeanings(interpreter)).toList(), Chain::name));
  }

  /** The table, made anew where there is one already. */
  void appendAnewTo(StringBuilder out) {
    out.append("table ").append(qualifiedName()).append('\n');
    out.append("delete table ").append(qualifiedName()).append('\n');
    appendTo(out);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append("table ").append(qualifiedName()).append(" {\n");
    if (!comment.isEmpty()) {
      out.append("\tcomment \"").append(comment).append("\"\n");
    }
    if (!others.flags().isEmpty()) {
      out.append("\tflags ").append(String.join(",", others.flags())).append('\n');
    }
    Printable.join(
        Stream.of(others.parts(), sets(), chains()).flatMap(List::stream).toList(), "\n", out);
    out.append("}\n");
  }
}
