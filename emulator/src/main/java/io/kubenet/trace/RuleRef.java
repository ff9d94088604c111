package io.kubenet.trace;

/**
 * A rule of a host, as it can be found in a listing of its rules.
 *
 * @param table the table: {@code nat}; in nftables its family and name: {@code ip kube-proxy}
 * @param chain the chain: {@code KUBE-SERVICES}
 * @param number its place in the chain, counted from 1; 0 for the chain's policy
 * @param comment its comment, or an empty text
 * @param text the whole rule as the listing prints it
 */
public record RuleRef(String table, String chain, int number, String comment, String text) {

  /** {@code nat KUBE-SERVICES #3 /* shop/api:http cluster IP *}{@code /}. */
  @Override
  public String toString() {
    String place = table + " " + chain + (number == 0 ? " policy" : " #" + number);
    return comment.isEmpty() ? place : place + "  /* " + comment + " */";
  }
}
