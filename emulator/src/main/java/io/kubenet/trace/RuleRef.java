package io.kubenet.trace;

import io.kubenet.meaning.Meaning;

/**
 * A rule of a host, as it can be found in a listing of its rules.
 *
 * @param table the table: {@code nat}; in nftables its family and name: {@code ip kube-proxy}
 * @param chain the chain: {@code KUBE-SERVICES}
 * @param number its place in the chain, counted from 1; 0 for the chain's policy
 * @param comment its comment, or an empty text
 * @param text the whole rule as the listing prints it
 * @param meaning what it is for, where anybody said so
 */
public record RuleRef(
    String table, String chain, int number, String comment, String text, Meaning meaning) {

  /** A rule of which nobody says what it is for. */
  public RuleRef(String table, String chain, int number, String comment, String text) {
    this(table, chain, number, comment, text, Meaning.UNKNOWN);
  }

  /** The same rule, meant for something. */
  public RuleRef withMeaning(Meaning other) {
    return new RuleRef(table, chain, number, comment, text, other);
  }

  /** {@code nat KUBE-SERVICES #3 /* shop/api:http cluster IP *}{@code /}. */
  @Override
  public String toString() {
    String place = table + " " + chain + (number == 0 ? " policy" : " #" + number);
    return comment.isEmpty() ? place : place + "  /* " + comment + " */";
  }
}
