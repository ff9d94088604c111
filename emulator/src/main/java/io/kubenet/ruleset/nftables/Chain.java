package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * A chain of rules.
 *
 * @param name its name
 * @param base where the kernel calls it; empty for a chain that rules alone go to
 * @param comment its comment, or an empty text
 * @param rules its rules
 */
public record Chain(String name, Optional<BaseChain> base, String comment, List<Rule> rules)
    implements Printable {

  public Chain {
    rules = ImmutableList.copyOf(rules);
  }

  Chain withMeanings(NftablesRuleset.Interpreter interpreter) {
    return new Chain(
        name,
        base,
        comment,
        rules.stream()
            .map(rule -> rule.withMeaning(interpreter.ofRule(name, rule)))
            .collect(ImmutableList.toImmutableList()));
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append("\tchain ").append(name).append(" {\n");
    base.ifPresent(place -> out.append("\t\t").append(place.text()).append('\n'));
    if (!comment.isEmpty()) {
      out.append("\t\tcomment \"").append(comment).append("\"\n");
    }
    for (Rule rule : rules) {
      out.append("\t\t");
      rule.appendTo(out);
      out.append('\n');
    }
    out.append("\t}\n");
  }
}
