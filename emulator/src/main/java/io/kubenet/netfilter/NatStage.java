package io.kubenet.netfilter;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.Packet;
import io.kubenet.ruleset.AddressRange;
import io.kubenet.ruleset.NatRange;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Step;
import java.util.List;
import java.util.Optional;

/** NAT at a hook: chains decide for the first packet of a connection, and all are rewritten. */
final class NatStage implements Stage {

  private final List<BaseChain> chains;

  NatStage(List<BaseChain> chains) {
    this.chains = ImmutableList.copyOf(chains);
  }

  @Override
  public Judgement judge(Passage passage) {
    Tracking tracking = passage.tracking();
    if (tracking.connection().isEmpty()) {
      return Judgement.Accepted.ACCEPTED;
    }
    Manipulation manipulation = Manipulation.at(passage.hook());
    Connection connection = tracking.connection().get();
    if (tracking.relation() == Tracking.Relation.NEW && !connection.isInitialized(manipulation)) {
      return decide(passage, connection, manipulation);
    }
    if (leavesElsewhere(passage, connection)) {
      return breakOff(passage, connection);
    }
    rewrite(passage, manipulation);
    return Judgement.Accepted.ACCEPTED;
  }

  private Judgement decide(Passage passage, Connection connection, Manipulation manipulation) {
    for (int i = 0; i < chains.size(); i++) {
      Judgement judgement = chains.get(i).judge(passage);
      if (!judgement.isAccepted() || connection.isInitialized(manipulation)) {
        return judgement;
      }
    }
    Tuple current = connection.reply().inverse();
    passage.keep(keeping(current, manipulation), manipulation);
    rewrite(passage, manipulation);
    return Judgement.Accepted.ACCEPTED;
  }

  /** Whether a masqueraded connection now leaves by another interface (nf_nat_oif_changed). */
  private static boolean leavesElsewhere(Passage passage, Connection connection) {
    return passage.hook() == Hook.POSTROUTING
        && passage.tracking().direction() == Direction.ORIGINAL
        && !connection.masqueradeInterface().isEmpty()
        && !connection.masqueradeInterface().equals(passage.buffer().outInterface().orElse(""));
  }

  /** Forgets a connection that can't go on, and drops the packet. */
  private static Judgement breakOff(Passage passage, Connection connection) {
    passage.namespace().connections().remove(connection);
    return new Judgement.Dropped(
        new Cause.InterfaceChanged(
            connection.masqueradeInterface(), passage.buffer().outInterface().orElse("none")));
  }

  /** The address stays; the port does too, unless another connection has it. */
  private static NatRange keeping(Tuple current, Manipulation manipulation) {
    return NatRange.NONE.withAddresses(
        AddressRange.of(
            manipulation == Manipulation.SOURCE ? current.source() : current.destination()));
  }

  private static void rewrite(Passage passage, Manipulation manipulation) {
    Packet before = passage.packet();
    Nat.rewrite(passage.buffer(), manipulation);
    if (!before.equals(passage.packet())) {
      passage.record(() -> new Step.Translated(Optional.empty(), before, passage.packet()));
    }
  }
}
