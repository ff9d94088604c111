package io.kubenet.kubeproxy.ipvs;

import io.kubenet.kubeproxy.config.LocalTrafficDetector;
import io.kubenet.meaning.Meaning;
import io.kubenet.meaning.Role;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import io.kubenet.ruleset.AddressType;
import io.kubenet.ruleset.RejectWith;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.RuleBuilder;
import io.kubenet.ruleset.iptables.match.AddressMask;
import io.kubenet.ruleset.iptables.match.AddressTypeMatch;
import io.kubenet.ruleset.iptables.match.AddressTypes;
import io.kubenet.ruleset.iptables.match.ConntrackState;
import io.kubenet.ruleset.iptables.match.IpvsMatch;
import io.kubenet.ruleset.iptables.match.Negatable;
import io.kubenet.ruleset.iptables.match.PhysdevMatch;
import io.kubenet.ruleset.iptables.match.SetMatch;
import io.kubenet.ruleset.iptables.match.Side;
import io.kubenet.ruleset.iptables.target.Masquerade;
import io.kubenet.ruleset.iptables.target.Reject;
import java.util.List;
import java.util.Optional;

/**
 * A rule of one chain.
 *
 * @param chain the chain
 * @param rule the rule, as the kernel has it
 * @param text the rule as kube-proxy gives it to iptables-restore
 */
record RestoreRule(String chain, Rule rule, String text) {

  /** A rule in the making: what it asks, in kube-proxy's order, and then what it does. */
  static final class Draft {

    private final String chain;
    private final RuleBuilder rule = Rule.builder();
    private final StringBuilder text;

    private Draft(String chain) {
      this.chain = chain;
      this.text = new StringBuilder("-A ").append(chain);
    }

    private Draft says(String words) {
      text.append(' ').append(words);
      return this;
    }

    /** Says what the rule is for, which no text shows. */
    Draft meaning(Role role) {
      rule.meaning(Meaning.of(role));
      return this;
    }

    Draft comment(String comment) {
      rule.comment(comment);
      return says("-m comment --comment \"" + comment + "\"");
    }

    Draft protocol(Protocol protocol) {
      rule.protocol(protocol);
      return says("-p " + protocol.lowerCase());
    }

    Draft source(Cidr cidr) {
      rule.source(cidr);
      return says("-s " + cidr);
    }

    /** Asks a set about parts of the packet: {@code dst,dst}. */
    Draft set(String name, List<Side> sides) {
      SetMatch asked = new SetMatch(Negatable.is(name), sides);
      rule.match(asked);
      return says(asked.text());
    }

    Draft notLocal(LocalTrafficDetector detector) {
      return detector.accept(new NotLocal(this));
    }

    Draft destinationIsLocal() {
      rule.destinationType(AddressType.LOCAL);
      return says("-m addrtype --dst-type LOCAL");
    }

    Draft sourceIsNotLocal() {
      rule.match(AddressTypeMatch.source(Negatable.not(AddressTypes.of(AddressType.LOCAL))));
      return says("-m addrtype ! --src-type LOCAL");
    }

    Draft cameByNoBridgePort() {
      rule.match(PhysdevMatch.NOT_IN);
      return says("-m physdev ! --physdev-is-in");
    }

    Draft states(ConntrackState... states) {
      rule.states(states);
      return says("-m conntrack --ctstate " + joined(states));
    }

    private static String joined(ConntrackState... states) {
      StringBuilder joined = new StringBuilder();
      for (ConntrackState state : states) {
        joined.append(joined.isEmpty() ? "" : ",").append(state);
      }
      return joined.toString();
    }

    Draft mark(int mark) {
      rule.mark(mark, mark);
      return says("-m mark --mark " + masked(mark));
    }

    Draft notMark(int mark) {
      rule.notMark(mark, mark);
      return says("-m mark ! --mark " + masked(mark));
    }

    /** Asks for connections from a virtual server's address to the virtual server itself. */
    Draft fromItselfTo(IpAddress address, Protocol protocol, int port) {
      rule.source(Cidr.host(address));
      rule.match(
          new IpvsMatch(
              Optional.of(Negatable.is(protocol.number())),
              Optional.of(Negatable.is(AddressMask.of(Cidr.host(address)))),
              Optional.of(Negatable.is(port))));
      return says("-s " + address)
          .says("-m ipvs --vaddr " + address)
          .says("--vproto " + protocol.lowerCase() + " --vport " + port);
    }

    RestoreRule jump(String target) {
      says("-j " + target);
      return made(rule.jump(target));
    }

    RestoreRule accept() {
      says("-j ACCEPT");
      return made(rule.accept());
    }

    RestoreRule drop() {
      says("-j DROP");
      return made(rule.drop());
    }

    RestoreRule returns() {
      says("-j RETURN");
      return made(rule.returns());
    }

    RestoreRule reject(IpFamily family) {
      says("-j REJECT");
      return made(
          rule.then(
              new Reject(
                  family == IpFamily.IPV6
                      ? RejectWith.ICMP6_PORT_UNREACHABLE
                      : RejectWith.ICMP_PORT_UNREACHABLE)));
    }

    RestoreRule masquerade() {
      says("-j MASQUERADE");
      return made(rule.then(Masquerade.PLAIN));
    }

    RestoreRule masqueradeAtRandom() {
      says("-j MASQUERADE --random-fully");
      return made(rule.then(Masquerade.RANDOM_FULLY));
    }

    /** Clears the mark, which is set here. */
    RestoreRule flipMark(int mark) {
      says("-j MARK --xor-mark " + hex(mark));
      return made(rule.setMark(mark, 0));
    }

    RestoreRule setMark(int mark) {
      says("-j MARK --or-mark " + hex(mark));
      return made(rule.setMark(mark, mark));
    }

    private RestoreRule made(Rule whole) {
      return new RestoreRule(chain, whole, text.toString());
    }

    private static String masked(int mark) {
      return hex(mark) + "/" + hex(mark);
    }

    private static String hex(int mark) {
      return String.format("0x%08x", mark);
    }
  }

  /** Asks that traffic be not local, as IfNotLocal of localdetector.go does. */
  private record NotLocal(Draft draft) implements LocalTrafficDetector.Visitor<Draft> {

    @Override
    public Draft none() {
      return draft;
    }

    @Override
    public Draft source(Cidr cidr) {
      draft.rule.notSource(cidr);
      return draft.says("! -s " + cidr);
    }

    @Override
    public Draft inInterface(String name) {
      return notIn(name);
    }

    @Override
    public Draft inInterfaces(String prefix) {
      return notIn(prefix + "+");
    }

    private Draft notIn(String pattern) {
      draft.rule.notInInterface(pattern);
      return draft.says("! -i " + pattern);
    }
  }

  static Draft in(String chain) {
    return new Draft(chain);
  }
}
