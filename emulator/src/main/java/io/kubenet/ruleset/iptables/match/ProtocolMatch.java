package io.kubenet.ruleset.iptables.match;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.kubenet.net.Protocol;

/** The protocol above IP: {@code -p tcp}. */
public record ProtocolMatch(Negatable<IpProtocol> protocol) implements Match {

  /** Nearly all rules have one of these, and there are very many. */
  private static final ImmutableMap<Protocol, ProtocolMatch> ALL =
      Maps.immutableEnumMap(
          Maps.toMap(
              ImmutableList.copyOf(Protocol.values()),
              protocol -> new ProtocolMatch(Negatable.is(IpProtocol.of(protocol)))));

  public static ProtocolMatch of(Protocol protocol) {
    return ALL.get(protocol);
  }

  @Override
  public String text() {
    return protocol.text("-p");
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
