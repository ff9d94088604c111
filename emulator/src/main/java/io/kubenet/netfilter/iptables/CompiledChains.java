package io.kubenet.netfilter.iptables;

import com.google.common.collect.MapMaker;
import io.kubenet.ruleset.iptables.Chain;
import java.util.concurrent.ConcurrentMap;

/**
 * The chains that were compiled so far, as long as anybody has them: tables that share chains share
 * what these mean.
 */
public final class CompiledChains {

  /** Keys are compared by identity. */
  private final ConcurrentMap<Chain, CompiledChain> compiled = new MapMaker().weakKeys().makeMap();

  /**
   * A chain, compiled.
   *
   * @param table the name of its table; a chain is in one table alone
   */
  CompiledChain of(String table, Chain chain) {
    return compiled.computeIfAbsent(
        chain, key -> new CompiledChain(new ChainCompiler(table, key).parts()));
  }
}
