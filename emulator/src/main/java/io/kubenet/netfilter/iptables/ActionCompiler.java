package io.kubenet.netfilter.iptables;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableSet;
import io.kubenet.chance.Fraction;
import io.kubenet.netfilter.Connection;
import io.kubenet.netfilter.Judgement;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.iptables.target.Decision;
import io.kubenet.ruleset.iptables.target.Dnat;
import io.kubenet.ruleset.iptables.target.GoTo;
import io.kubenet.ruleset.iptables.target.Jump;
import io.kubenet.ruleset.iptables.target.Log;
import io.kubenet.ruleset.iptables.target.Masquerade;
import io.kubenet.ruleset.iptables.target.NoTarget;
import io.kubenet.ruleset.iptables.target.NoTrack;
import io.kubenet.ruleset.iptables.target.Redirect;
import io.kubenet.ruleset.iptables.target.Reject;
import io.kubenet.ruleset.iptables.target.RestoreMark;
import io.kubenet.ruleset.iptables.target.SaveMark;
import io.kubenet.ruleset.iptables.target.SetConnmark;
import io.kubenet.ruleset.iptables.target.SetMark;
import io.kubenet.ruleset.iptables.target.Snat;
import io.kubenet.ruleset.iptables.target.TargetVisitor;
import io.kubenet.ruleset.iptables.target.UnknownTarget;
import io.kubenet.trace.RuleRef;
import io.kubenet.trace.Step;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Compiles the target of a rule. */
final class ActionCompiler implements TargetVisitor<Action> {

  /** Targets that let the packet go on, and change or note what is no matter here. */
  private static final Set<String> PASSING =
      ImmutableSet.of(
          "AUDIT",
          "CHECKSUM",
          "CLASSIFY",
          "CONNSECMARK",
          "DSCP",
          "ECN",
          "HL",
          "IDLETIMER",
          "LED",
          "NFLOG",
          "RATEEST",
          "SECMARK",
          "TCPMSS",
          "TCPOPTSTRIP",
          "TOS",
          "TRACE",
          "TTL",
          "ULOG");

  private final Supplier<RuleRef> rule;
  private final Optional<Fraction> probability;
  private final boolean isConditional;

  /**
   * The compiler of one rule's target.
   *
   * @param isConditional whether the rule has conditions, so that taking its jump tells something
   */
  ActionCompiler(RulePlace place, boolean isConditional) {
    this.rule = Suppliers.memoize(place::reference);
    this.probability = RandomCondition.probability(place.rule());
    this.isConditional = isConditional;
  }

  @Override
  public Action visit(NoTarget target) {
    return (passage, table) -> Ending.NEXT;
  }

  @Override
  public Action visit(Decision target) {
    return switch (target) {
      case ACCEPT -> this::accept;
      case DROP -> (passage, table) -> Ending.of(passage.drop(rule));
      case RETURN -> (passage, table) -> Ending.RETURN;
    };
  }

  @Override
  public Action visit(Jump target) {
    String chain = target.chain();
    Action jump = (passage, table) -> table.run(chain, passage);
    return isConditional ? told(jump, chain) : jump;
  }

  @Override
  public Action visit(GoTo target) {
    String chain = target.chain();
    Action go = (passage, table) -> table.run(chain, passage).orReturn();
    return isConditional ? told(go, chain) : go;
  }

  @Override
  public Action visit(Reject target) {
    return (passage, table) -> Ending.of(passage.reject(target.with(), rule));
  }

  @Override
  public Action visit(Log target) {
    return (passage, table) -> Ending.NEXT;
  }

  @Override
  public Action visit(SetMark target) {
    return (passage, table) -> {
      passage.setMark(target.mark().applyTo(passage.buffer().mark()), rule);
      return Ending.NEXT;
    };
  }

  @Override
  public Action visit(SetConnmark target) {
    return withConnection(
        (passage, connection) -> connection.setMark(target.mark().applyTo(connection.mark())));
  }

  /** As connmark_tg: the connection's mark gets the packet's bits flipped in. */
  @Override
  public Action visit(SaveMark target) {
    return withConnection(
        (passage, connection) ->
            connection.setMark(
                (connection.mark() & ~target.connectionMask())
                    ^ (passage.buffer().mark() & target.packetMask())));
  }

  /** As connmark_tg: the packet's mark gets the connection's bits flipped in. */
  @Override
  public Action visit(RestoreMark target) {
    return withConnection(
        (passage, connection) ->
            passage.setMark(
                (passage.buffer().mark() & ~target.packetMask())
                    ^ (connection.mark() & target.connectionMask()),
                rule));
  }

  @Override
  public Action visit(Dnat target) {
    return (passage, table) -> Ending.of(passage.translate(target.range(), rule));
  }

  @Override
  public Action visit(Snat target) {
    return (passage, table) -> Ending.of(passage.translate(target.range(), rule));
  }

  @Override
  public Action visit(Masquerade target) {
    return (passage, table) -> Ending.of(passage.masquerade(target.range(), rule));
  }

  @Override
  public Action visit(Redirect target) {
    return (passage, table) -> Ending.of(passage.redirect(target.range(), rule));
  }

  /** NOTRACK ends nothing: the next rule is looked at (xt_CT's notrack_tg continues). */
  @Override
  public Action visit(NoTrack target) {
    return (passage, table) -> {
      passage.leaveUntracked();
      return Ending.NEXT;
    };
  }

  @Override
  public Action visit(UnknownTarget target) {
    boolean isPassing = PASSING.contains(target.name()) || isTemplateWithoutZone(target);
    if (isPassing) {
      return (passage, table) -> Ending.NEXT;
    }
    return (passage, table) -> Ending.of(new Judgement.Undecided(rule.get(), target.text()));
  }

  /** Helpers, timeouts and events of conntrack change no packet's way; a zone does. */
  private static boolean isTemplateWithoutZone(UnknownTarget target) {
    return target.name().equals("CT") && !target.text().contains("--zone");
  }

  private Ending accept(Passage passage, CompiledTable table) {
    passage.record(() -> new Step.Accepted(rule.get()));
    return Ending.ACCEPT;
  }

  private Action told(Action jump, String chain) {
    return (passage, table) ->
        passage.tell(
            () -> new Step.Matched(rule.get(), chain, probability),
            () -> jump.apply(passage, table));
  }

  private interface OnConnection {
    void change(Passage passage, Connection connection);
  }

  private static Action withConnection(OnConnection change) {
    return (passage, table) -> {
      Consumer<Connection> changed = connection -> change.change(passage, connection);
      passage.tracking().connection().ifPresent(changed);
      return Ending.NEXT;
    };
  }
}
