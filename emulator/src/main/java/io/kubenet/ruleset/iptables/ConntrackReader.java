package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.ruleset.iptables.match.ConntrackMatch;
import io.kubenet.ruleset.iptables.match.ConntrackTest;
import io.kubenet.ruleset.iptables.match.Match;

/** Makes a conntrack match of its options. */
final class ConntrackReader {

  private ConntrackReader() {}

  static Match read(Options options) {
    ImmutableList.Builder<ConntrackTest> tests = ImmutableList.builder();
    options
        .negatable("--ctstate", MatchReaders::states)
        .ifPresent(states -> tests.add(new ConntrackTest.State(states)));
    options
        .negatable("--ctproto", text -> Values.protocol(text).number())
        .ifPresent(number -> tests.add(new ConntrackTest.OfProtocol(number)));
    options
        .negatable("--ctstatus", ConntrackReader::statuses)
        .ifPresent(statuses -> tests.add(new ConntrackTest.HasStatus(statuses)));
    options
        .value("--ctdir", text -> Values.constant(ConntrackTest.Direction.class, text))
        .ifPresent(direction -> tests.add(new ConntrackTest.Goes(direction)));
    for (ConntrackTest.End end : ConntrackTest.End.values()) {
      tests.addAll(ends(options, end));
    }
    ConntrackMatch match = new ConntrackMatch(tests.build());
    if (match.tests().isEmpty()) {
      throw new IllegalArgumentException("conntrack has no option");
    }
    return match;
  }

  private static ImmutableList<ConntrackTest> ends(Options options, ConntrackTest.End end) {
    ImmutableList.Builder<ConntrackTest> tests = ImmutableList.builder();
    options
        .negatable(end.option(), text -> Values.addressMask(text, options.family()))
        .ifPresent(addresses -> tests.add(new ConntrackTest.Address(end, addresses)));
    options
        .negatable(end.option() + "port", Values::ports)
        .ifPresent(ports -> tests.add(new ConntrackTest.Port(end, ports)));
    return tests.build();
  }

  private static ImmutableSet<ConntrackTest.Status> statuses(String text) {
    return text.equals("NONE")
        ? ImmutableSet.of()
        : Values.constants(ConntrackTest.Status.class, text);
  }
}
