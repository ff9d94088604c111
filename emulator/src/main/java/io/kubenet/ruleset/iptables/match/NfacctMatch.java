package io.kubenet.ruleset.iptables.match;

/** A counter: {@code -m nfacct --nfacct-name ct_state_invalid_dropped_pkts}. It always matches. */
public record NfacctMatch(String name) implements Match {

  /** With two spaces: libxt_nfacct of iptables 1.8.9 prints one more than others do. */
  @Override
  public String text() {
    return "-m nfacct --nfacct-name  " + Quoted.text(name);
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
