package io.kubenet.kubeproxy.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import io.kubenet.ruleset.nftables.ChainVerdict;
import io.kubenet.ruleset.nftables.DataType;
import io.kubenet.ruleset.nftables.Expression;
import io.kubenet.ruleset.nftables.Expression.NumberGenerator;
import io.kubenet.ruleset.nftables.Field;
import io.kubenet.ruleset.nftables.SetReference;
import io.kubenet.ruleset.nftables.Statement;
import io.kubenet.ruleset.nftables.Value;

/**
 * The words that the rules of one family are made of.
 *
 * @param family the family
 */
record Words(IpFamily family) {

  private static final Expression PROTOCOL_AND_PORT =
      new Expression.Concatenation(ImmutableList.of(Field.META_L4PROTO, Field.TH_DPORT));

  private boolean isIpv4() {
    return family == IpFamily.IPV4;
  }

  Field source() {
    return isIpv4() ? Field.IP_SADDR : Field.IP6_SADDR;
  }

  Field destination() {
    return isIpv4() ? Field.IP_DADDR : Field.IP6_DADDR;
  }

  DataType addressType() {
    return isIpv4() ? DataType.IPV4_ADDR : DataType.IPV6_ADDR;
  }

  /** {@code meta l4proto . th dport}. */
  Expression protocolAndPort() {
    return PROTOCOL_AND_PORT;
  }

  /** {@code ip daddr . meta l4proto . th dport}. */
  Expression destinationAndPort() {
    return new Expression.Concatenation(
        ImmutableList.of(destination(), Field.META_L4PROTO, Field.TH_DPORT));
  }

  /** {@code ip saddr . ip daddr . meta l4proto . th dport}. */
  Expression bothEnds() {
    return new Expression.Concatenation(
        ImmutableList.of(source(), destination(), Field.META_L4PROTO, Field.TH_DPORT));
  }

  /** Loopback, where node ports never answer. */
  Statement isNoLoopback() {
    return isIpv4()
        ? Statement.Match.not(destination(), new Value.Block(Cidr.of("127.0.0.0/8")))
        : Statement.Match.not(destination(), address(IpAddress.of("::1")));
  }

  static Value address(IpAddress address) {
    return new Value.Address(address);
  }

  static Value block(Cidr cidr) {
    return cidr.isHost() ? address(cidr.address()) : new Value.Block(cidr);
  }

  static Value protocol(Protocol protocol) {
    return new Value.Numeric(DataType.INET_PROTO, protocol.number());
  }

  static Value port(int port) {
    return new Value.Numeric(DataType.INET_SERVICE, port);
  }

  static Value mark(int mark) {
    return new Value.Numeric(DataType.MARK, Integer.toUnsignedLong(mark));
  }

  static Value number(int number) {
    return new Value.Numeric(DataType.INTEGER, number);
  }

  static Value together(Value... parts) {
    return new Value.Concatenation(ImmutableList.copyOf(parts));
  }

  static Statement isProtocol(Protocol protocol) {
    return Statement.Match.of(Field.META_L4PROTO, protocol(protocol));
  }

  static Statement isIn(Expression key, SharedSet set) {
    return Statement.Membership.in(key, set.reference());
  }

  static Statement go(Expression key, SharedSet map) {
    return new Statement.VerdictMap(key, map.reference());
  }

  static Expression oneOf(int count) {
    return new NumberGenerator(NumberGenerator.Order.RANDOM, count, 0);
  }

  static Statement jump(String chain) {
    return new Statement.Verdict(ChainVerdict.jump(chain));
  }

  static Statement goTo(String chain) {
    return new Statement.Verdict(ChainVerdict.goTo(chain));
  }

  static Statement drop() {
    return new Statement.Verdict(ChainVerdict.DROP);
  }

  static Statement isFromNode() {
    return Statement.Match.of(Field.FIB_SADDR_TYPE, local());
  }

  static Statement isToNode() {
    return Statement.Match.of(Field.FIB_DADDR_TYPE, local());
  }

  private static Value local() {
    return new Value.Numeric(DataType.FIB_ADDRTYPE, 2);
  }

  static SetReference named(String set) {
    return new SetReference.Named(set);
  }
}
