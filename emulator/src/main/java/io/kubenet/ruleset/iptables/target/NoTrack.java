package io.kubenet.ruleset.iptables.target;

/** Keeps the packet from conntrack, in one of its two spellings. */
public enum NoTrack implements Target {
  NOTRACK("-j NOTRACK"),
  CT_NOTRACK("-j CT --notrack");

  private final String text;

  NoTrack(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public <T> T accept(TargetVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
