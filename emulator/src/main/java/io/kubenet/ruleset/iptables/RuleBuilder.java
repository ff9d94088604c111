package io.kubenet.ruleset.iptables;

import io.kubenet.meaning.Meaning;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.ruleset.AddressType;
import io.kubenet.ruleset.iptables.match.AddressMask;
import io.kubenet.ruleset.iptables.match.AddressTypeMatch;
import io.kubenet.ruleset.iptables.match.AddressTypes;
import io.kubenet.ruleset.iptables.match.Comment;
import io.kubenet.ruleset.iptables.match.ConntrackMatch;
import io.kubenet.ruleset.iptables.match.ConntrackState;
import io.kubenet.ruleset.iptables.match.Destination;
import io.kubenet.ruleset.iptables.match.InInterface;
import io.kubenet.ruleset.iptables.match.InterfaceName;
import io.kubenet.ruleset.iptables.match.MarkMatch;
import io.kubenet.ruleset.iptables.match.MaskedMark;
import io.kubenet.ruleset.iptables.match.Match;
import io.kubenet.ruleset.iptables.match.Negatable;
import io.kubenet.ruleset.iptables.match.NfacctMatch;
import io.kubenet.ruleset.iptables.match.ProtocolMatch;
import io.kubenet.ruleset.iptables.match.Source;
import io.kubenet.ruleset.iptables.match.States;
import io.kubenet.ruleset.iptables.match.TransportMatch;
import io.kubenet.ruleset.iptables.target.Decision;
import io.kubenet.ruleset.iptables.target.Dnat;
import io.kubenet.ruleset.iptables.target.Jump;
import io.kubenet.ruleset.iptables.target.NoTarget;
import io.kubenet.ruleset.iptables.target.SetMark;
import io.kubenet.ruleset.iptables.target.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule in the making: conditions first, and then the target, which makes it.
 *
 * <p>Modules are listed in the order in which they are added.
 */
public final class RuleBuilder {

  private final List<Match> matches = new ArrayList<>();
  private Meaning meaning = Meaning.UNKNOWN;

  RuleBuilder() {}

  /** Adds a condition. */
  public RuleBuilder match(Match match) {
    matches.add(match);
    return this;
  }

  /** Says what the rule is for. */
  public RuleBuilder meaning(Meaning other) {
    meaning = other;
    return this;
  }

  public RuleBuilder source(Cidr cidr) {
    return match(new Source(Negatable.is(AddressMask.of(cidr))));
  }

  public RuleBuilder notSource(Cidr cidr) {
    return match(new Source(Negatable.not(AddressMask.of(cidr))));
  }

  public RuleBuilder destination(Cidr cidr) {
    return match(new Destination(Negatable.is(AddressMask.of(cidr))));
  }

  public RuleBuilder notDestination(Cidr cidr) {
    return match(new Destination(Negatable.not(AddressMask.of(cidr))));
  }

  /** The interface that it came by; a {@code +} at the end stands for any rest. */
  public RuleBuilder inInterface(String name) {
    return match(new InInterface(Negatable.is(new InterfaceName(name))));
  }

  /** An interface that it did not come by. */
  public RuleBuilder notInInterface(String name) {
    return match(new InInterface(Negatable.not(new InterfaceName(name))));
  }

  public RuleBuilder protocol(Protocol protocol) {
    return match(ProtocolMatch.of(protocol));
  }

  public RuleBuilder comment(String comment) {
    return match(new Comment(comment));
  }

  /** {@code -m tcp --dport 80}. */
  public RuleBuilder destinationPort(Protocol protocol, int port) {
    return match(TransportMatch.destinationPort(protocol, port));
  }

  /** {@code -m tcp} without options. */
  public RuleBuilder module(Protocol protocol) {
    return match(TransportMatch.any(protocol));
  }

  public RuleBuilder states(ConntrackState... states) {
    return match(ConntrackMatch.states(Negatable.is(States.of(states))));
  }

  public RuleBuilder notStates(ConntrackState... states) {
    return match(ConntrackMatch.states(Negatable.not(States.of(states))));
  }

  public RuleBuilder mark(int value, int mask) {
    return match(new MarkMatch(Negatable.is(new MaskedMark(value, mask))));
  }

  public RuleBuilder notMark(int value, int mask) {
    return match(new MarkMatch(Negatable.not(new MaskedMark(value, mask))));
  }

  public RuleBuilder sourceType(AddressType type) {
    return match(AddressTypeMatch.source(Negatable.is(AddressTypes.of(type))));
  }

  public RuleBuilder destinationType(AddressType type) {
    return match(AddressTypeMatch.destination(Negatable.is(AddressTypes.of(type))));
  }

  public RuleBuilder nfacct(String name) {
    return match(new NfacctMatch(name));
  }

  /** Makes the rule. */
  public Rule then(Target target) {
    return new Rule(matches, target, meaning);
  }

  public Rule jump(String chain) {
    return then(new Jump(chain));
  }

  public Rule accept() {
    return then(Decision.ACCEPT);
  }

  public Rule drop() {
    return then(Decision.DROP);
  }

  public Rule returns() {
    return then(Decision.RETURN);
  }

  /** {@code -j MARK --set-xmark VALUE/MASK}. */
  public Rule setMark(int value, int mask) {
    return then(new SetMark(new MaskedMark(value, mask)));
  }

  public Rule dnat(IpPort end) {
    return then(Dnat.to(end));
  }

  /** Makes a rule that only remarks. */
  public Rule withoutTarget() {
    return then(NoTarget.INSTANCE);
  }
}
