package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * A table: {@code nat}.
 *
 * @param name the name
 * @param chains its chains; listed with the built-in ones first, in the order given
 */
public record Table(String name, List<Chain> chains) {

  public Table {
    chains = ImmutableList.copyOf(chains);
  }

  /** The chain of this name, if there is one. */
  public Optional<Chain> chain(String chainName) {
    return chains.stream().filter(chain -> chain.name().equals(chainName)).findFirst();
  }

  /** The table from {@code *nat} to {@code COMMIT}. */
  public String text() {
    StringBuilder text = new StringBuilder("*").append(name).append('\n');
    chains.forEach(chain -> text.append(chain.declaration()).append('\n'));
    chains.forEach(
        chain ->
            chain
                .rules()
                .forEach(
                    rule ->
                        text.append("-A ")
                            .append(chain.name())
                            .append(rule.text().isEmpty() ? "" : " ")
                            .append(rule.text())
                            .append('\n')));
    return text.append("COMMIT\n").toString();
  }
}
