package io.kubenet.ruleset.nftables;

import java.util.Locale;

/**
 * What a rule or a map's element says about the packet's way.
 *
 * @param kind what to do
 * @param chain the chain to go to; empty where it goes to none
 */
public record ChainVerdict(Kind kind, String chain) {

  /** The kinds of verdicts. */
  public enum Kind {
    ACCEPT,
    DROP,
    CONTINUE,
    RETURN,
    JUMP,
    GOTO;

    /** {@code accept}, {@code jump} and so on. */
    public String keyword() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it names a chain. */
    public boolean namesChain() {
      return this == JUMP || this == GOTO;
    }
  }

  public static final ChainVerdict ACCEPT = new ChainVerdict(Kind.ACCEPT, "");
  public static final ChainVerdict DROP = new ChainVerdict(Kind.DROP, "");
  public static final ChainVerdict RETURN = new ChainVerdict(Kind.RETURN, "");

  public static ChainVerdict jump(String chain) {
    return new ChainVerdict(Kind.JUMP, chain);
  }

  public static ChainVerdict goTo(String chain) {
    return new ChainVerdict(Kind.GOTO, chain);
  }

  /** {@code drop}, {@code goto reject-chain}. */
  public String text() {
    return kind.namesChain() ? kind.keyword() + " " + chain : kind.keyword();
  }
}
