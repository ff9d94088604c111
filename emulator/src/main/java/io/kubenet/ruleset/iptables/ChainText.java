package io.kubenet.ruleset.iptables;

/**
 * What a listing says of a chain.
 *
 * @param declaration the line of the chain itself
 * @param rules the lines of its rules
 */
record ChainText(String declaration, String rules) {

  static ChainText of(Chain chain) {
    StringBuilder rules = new StringBuilder();
    chain.appendTo(rules);
    return new ChainText(chain.declaration() + "\n", rules.toString());
  }
}
