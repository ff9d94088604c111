package io.kubenet.netfilter.nftables;

import io.kubenet.net.IpFamily;
import io.kubenet.netfilter.BaseChain;
import io.kubenet.netfilter.Hook;
import io.kubenet.netfilter.Judgement;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.nftables.BaseChain.HookPoint;
import io.kubenet.ruleset.nftables.BaseChain.Policy;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.trace.RuleRef;
import java.util.Optional;

/** A chain that a hook calls, with its policy. */
final class HookedChain implements BaseChain {

  /** More than any priority. */
  private static final long BEYOND = 1L << 33;

  private final io.kubenet.ruleset.nftables.BaseChain base;
  private final Chain chain;
  private final CompiledTable table;
  private final CompiledChain rules;

  HookedChain(io.kubenet.ruleset.nftables.BaseChain base, Chain chain, CompiledTable table) {
    this.base = base;
    this.chain = chain;
    this.table = table;
    this.rules = table.chain(chain.name());
  }

  @Override
  public Hook hook() {
    return switch (base.hook()) {
      case PREROUTING, INGRESS -> Hook.PREROUTING;
      case INPUT -> Hook.INPUT;
      case FORWARD -> Hook.FORWARD;
      case OUTPUT -> Hook.OUTPUT;
      case POSTROUTING -> Hook.POSTROUTING;
      case EGRESS -> Hook.EGRESS;
    };
  }

  @Override
  public boolean judges(IpFamily family) {
    return table.family().includes(family);
  }

  @Override
  public long priority() {
    return base.hook() == HookPoint.INGRESS ? base.priority() - BEYOND : base.priority();
  }

  /** A chain of type route filters; that it also routes anew is not modelled. */
  @Override
  public Type type() {
    return base.type() == io.kubenet.ruleset.nftables.BaseChain.Type.NAT ? Type.NAT : Type.FILTER;
  }

  @Override
  public Judgement judge(Passage passage) {
    return switch (base.hook()) {
      case INGRESS -> judgeIncoming(passage);
      case EGRESS -> judgeLeaving(passage);
      default -> decide(passage);
    };
  }

  private Judgement decide(Passage passage) {
    return rules.run(passage).orElseGet(() -> obeyPolicy(passage));
  }

  /**
   * A bridge passes up what is not for its ports, and after PREROUTING where br_netfilter judged it
   * (br_pass_frame_up, Linux 6.18); that is not modelled.
   */
  private Judgement judgeIncoming(Passage passage) {
    Optional<String> device = passage.buffer().inInterface();
    asked(passage, device);
    if (device.filter(this::isMine).isEmpty()) {
      return Judgement.Accepted.ACCEPTED;
    }
    return passage.host().isBridge(device.get())
        ? new Judgement.Undecided(
            new RuleRef(table.name(), chain.name(), 0, "", "hook ingress"),
            "hook ingress device \"" + device.get() + '"')
        : decide(passage);
  }

  private Judgement judgeLeaving(Passage passage) {
    asked(passage, passage.buffer().outInterface());
    return passage.buffer().outInterface().filter(this::isMine).isPresent()
        ? decide(passage)
        : Judgement.Accepted.ACCEPTED;
  }

  private void asked(Passage passage, Optional<String> device) {
    String name = device.orElse("");
    passage.likeness().keepInterface(name, other -> isMine(other) == isMine(name));
  }

  private boolean isMine(String device) {
    return base.devices().isEmpty() || base.devices().contains(device);
  }

  @Override
  public boolean keeps(Object key) {
    return key instanceof RuleKey rule
        ? table.has(rule)
        : key instanceof SetKey set && table.has(set);
  }

  private Judgement obeyPolicy(Passage passage) {
    return base.policy() == Policy.DROP ? passage.drop(this::policy) : Judgement.Accepted.ACCEPTED;
  }

  private RuleRef policy() {
    return new RuleRef(table.name(), chain.name(), 0, "", "policy drop");
  }
}
