package io.kubenet.ruleset.iptables;

import io.kubenet.meaning.Meaning;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A table: {@code nat}.
 *
 * @param name the name
 * @param all its chains
 */
public record Table(String name, Chains all) {

  /** A table whose chains are listed in this order. */
  public Table(String name, List<Chain> chains) {
    this(name, Chains.inOrder(chains));
  }

  /** A table whose built-in chains are listed in this order, and then the others by name. */
  public static Table sorted(String name, Iterable<Chain> chains) {
    return new Table(name, Chains.sorted(chains));
  }

  /** The chains, in the order of their listing. */
  public List<Chain> chains() {
    return all.list();
  }

  /** The chain of this name, if there is one. */
  public Optional<Chain> chain(String chainName) {
    return all.get(chainName);
  }

  /** This table without some chains, and then with others; it shares the rest. */
  public Table changed(Collection<Chain> gone, Collection<Chain> come) {
    return gone.isEmpty() && come.isEmpty() ? this : new Table(name, all.changed(gone, come));
  }

  /** The same table, each of its rules meant for something. */
  Table withMeanings(BiFunction<String, Rule, Meaning> meaning) {
    return new Table(name, chains().stream().map(chain -> chain.withMeanings(meaning)).toList());
  }

  /** Adds it, from {@code *nat} to {@code COMMIT}, to a text. */
  void appendTo(StringBuilder text) {
    text.append('*').append(name).append('\n');
    List<ChainText> texts = all.texts();
    texts.forEach(chain -> text.append(chain.declaration()));
    texts.forEach(chain -> text.append(chain.rules()));
    text.append("COMMIT\n");
  }
}
