package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.net.Protocol;
import io.kubenet.ruleset.iptables.match.Match;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A module of matches that is modelled.
 *
 * @param moduleName its name
 * @param options the options that there are, with how many words follow each
 * @param reader makes the match of the options that were given
 */
record MatchKind(String moduleName, Map<String, Integer> options, Function<Options, Match> reader) {

  private static final Pattern OPTION = Pattern.compile("(--\\S+)=(\\d)");

  private static final List<MatchKind> KINDS =
      ImmutableList.of(
          of("tcp --sport=1 --dport=1 --tcp-flags=2 --syn=0", MatchReaders::tcp),
          of("udp --sport=1 --dport=1", options -> MatchReaders.ports(Protocol.UDP, options)),
          of("sctp --sport=1 --dport=1", options -> MatchReaders.ports(Protocol.SCTP, options)),
          of("icmp --icmp-type=1", MatchReaders::icmp),
          of("icmp6 --icmpv6-type=1", MatchReaders::icmp),
          of("comment --comment=1", MatchReaders::comment),
          of("mark --mark=1", MatchReaders::mark),
          of("connmark --mark=1", MatchReaders::connmark),
          of(
              "conntrack --ctstate=1 --ctproto=1 --ctorigsrc=1 --ctorigdst=1 --ctreplsrc=1"
                  + " --ctrepldst=1 --ctstatus=1 --ctorigsrcport=1 --ctorigdstport=1"
                  + " --ctreplsrcport=1 --ctrepldstport=1 --ctdir=1",
              ConntrackReader::read),
          of("state --state=1", MatchReaders::state),
          of(
              "addrtype --src-type=1 --dst-type=1 --limit-iface-in=0 --limit-iface-out=0",
              MatchReaders::addressType),
          of("statistic --mode=1 --probability=1 --every=1 --packet=1", MatchReaders::statistic),
          of("multiport --sports=1 --dports=1 --ports=1", MatchReaders::multiport),
          of("limit --limit=1 --limit-burst=1", MatchReaders::limit),
          of(
              "recent --set=0 --rcheck=0 --update=0 --remove=0 --seconds=1 --reap=0 --hitcount=1"
                  + " --rttl=0 --name=1 --mask=1 --rsource=0 --rdest=0",
              RecentReader::read),
          of("nfacct --nfacct-name=1", MatchReaders::nfacct),
          of("set --match-set=2", MatchReaders::set),
          of("iprange --src-range=1 --dst-range=1", MatchReaders::iprange),
          of("ipvs --vproto=1 --vaddr=1 --vport=1", MatchReaders::ipvs),
          of("physdev --physdev-is-in=0", MatchReaders::physdev));

  /** Takes the module's name, and behind it each option with how many words follow it. */
  private static MatchKind of(String synopsis, Function<Options, Match> reader) {
    String name = synopsis.substring(0, synopsis.indexOf(' '));
    return new MatchKind(name, options(synopsis), reader);
  }

  static Optional<MatchKind> named(String name) {
    return KINDS.stream().filter(kind -> kind.moduleName.equals(name)).findFirst();
  }

  Match read(Options given) {
    return reader.apply(given);
  }

  /** The options of a synopsis. */
  static Map<String, Integer> options(String synopsis) {
    ImmutableMap.Builder<String, Integer> options = ImmutableMap.builder();
    OPTION
        .matcher(synopsis)
        .results()
        .forEach(option -> options.put(option.group(1), Integer.valueOf(option.group(2))));
    return options.buildOrThrow();
  }
}
