package io.kubenet.netfilter.iptables;

import io.kubenet.net.IpFamily;
import io.kubenet.netfilter.BaseChain;
import io.kubenet.netfilter.Hook;
import io.kubenet.netfilter.Judgement;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.trace.RuleRef;

/** A chain that a hook calls, with its policy. */
final class BuiltinChain implements BaseChain {

  /**
   * Where the chain stands.
   *
   * @param family whose packets it judges
   * @param table its table
   */
  record Place(IpFamily family, TableKind table) {}

  private final Place place;
  private final Hook hook;
  private final Chain chain;
  private final CompiledTable table;

  BuiltinChain(Place place, Chain chain, CompiledTable table) {
    this.place = place;
    this.hook = Hook.valueOf(chain.name());
    this.chain = chain;
    this.table = table;
  }

  @Override
  public Hook hook() {
    return hook;
  }

  @Override
  public boolean judges(IpFamily family) {
    return family == place.family();
  }

  @Override
  public long priority() {
    return place.table().priority(hook);
  }

  @Override
  public Type type() {
    return place.table().type();
  }

  @Override
  public Judgement judge(Passage passage) {
    return table.run(chain.name(), passage).judgement().orElseGet(() -> obeyPolicy(passage));
  }

  @Override
  public boolean keeps(Object key) {
    return key instanceof RuleKey rule
        ? rule.family() == place.family() && table.has(rule)
        : key instanceof RecentKey list && table.names(list);
  }

  private Judgement obeyPolicy(Passage passage) {
    boolean drops = chain.policy().filter(Chain.Policy.DROP::equals).isPresent();
    return drops ? passage.drop(this::policy) : Judgement.Accepted.ACCEPTED;
  }

  private RuleRef policy() {
    return new RuleRef(table.name(), chain.name(), 0, "", chain.declaration());
  }
}
