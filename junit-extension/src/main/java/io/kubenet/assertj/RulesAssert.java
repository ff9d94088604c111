package io.kubenet.assertj;

import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions on the rules of a node, as {@code cluster.rules("node-a")} prints them. */
public class RulesAssert extends AbstractAssert<RulesAssert, String> {

  public RulesAssert(String actual) {
    super(actual, RulesAssert.class);
  }

  /** Verifies that there is a chain of this name; its table may stand before it. */
  public RulesAssert hasChain(String chain) {
    isNotNull();
    if (listing().named(chain).isEmpty()) {
      throw failure(
          "%s", "\nExpected rules\nto have chain " + chain + "\nbut they are:\n" + actual);
    }
    return myself;
  }

  /** Verifies that there is no chain of this name. */
  public RulesAssert doesNotHaveChain(String chain) {
    isNotNull();
    if (!listing().named(chain).isEmpty()) {
      throw failure(
          "%s", "\nExpected rules\nnot to have chain " + chain + "\nbut they are:\n" + actual);
    }
    return myself;
  }

  /**
   * Verifies all rules of a chain, in order.
   *
   * @param chain the chain; its table may stand before it: {@code nat KUBE-SERVICES}
   * @param rules a line for each rule, as the listing prints it; {@code -A CHAIN} may be left out
   * @throws IllegalArgumentException if there is no such chain, or one in several tables
   */
  public RulesAssert chainContainsExactly(String chain, String rules) {
    isNotNull();
    List<String> expected = RuleListing.written(rules);
    if (!listing().rulesOf(chain).equals(expected)) {
      throw failed(chain, "be exactly", expected);
    }
    return myself;
  }

  /**
   * Verifies that a chain has these rules among others, in any order.
   *
   * @param chain the chain; its table may stand before it: {@code nat KUBE-SERVICES}
   * @param rules a line for each rule, as the listing prints it; {@code -A CHAIN} may be left out
   * @throws IllegalArgumentException if there is no such chain, or one in several tables
   */
  public RulesAssert chainContains(String chain, String rules) {
    isNotNull();
    List<String> expected = RuleListing.written(rules);
    if (!listing().rulesOf(chain).containsAll(expected)) {
      throw failed(chain, "have", expected);
    }
    return myself;
  }

  private RuleListing listing() {
    return new RuleListing(actual);
  }

  private AssertionError failed(String chain, String wish, List<String> expected) {
    List<String> rules = listing().rulesOf(chain);
    return failureWithActualExpected(
        text(rules),
        text(expected),
        "%s",
        "\nExpected rules of chain "
            + chain
            + "\nto "
            + wish
            + "\n"
            + text(expected)
            + "\nbut they are\n"
            + text(rules));
  }

  private static String text(List<String> rules) {
    return rules.stream().map(rule -> "  " + rule).collect(Collectors.joining("\n"));
  }
}
