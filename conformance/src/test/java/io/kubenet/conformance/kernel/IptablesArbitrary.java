package io.kubenet.conformance.kernel;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Arbitrary IPv4 rules, as iptables-restore reads them. They are no kube-proxy's: any table, hook,
 * match and target that iptables takes.
 *
 * <p>Left out, because connections that are made at the same time would influence one another:
 * recent, limit, and statistic's nth. Left out, because the kernel decides by the hash of a secret:
 * NAT to one of several addresses.
 */
final class IptablesArbitrary {

  /**
   * A chain of a table.
   *
   * @param table its table
   * @param name its name
   * @param jumps the chains that its rules may go on in
   */
  private record Chain(String table, String name, List<String> jumps) {

    boolean isUserDefined() {
      return name.contains("-");
    }

    boolean knowsInterface(String option) {
      return isUserDefined()
          || switch (name) {
            case "PREROUTING", "INPUT" -> option.equals("-i");
            case "OUTPUT", "POSTROUTING" -> option.equals("-o");
            default -> true;
          };
    }
  }

  /**
   * A rule.
   *
   * @param chain where it is
   * @param text it as iptables-save would print it
   */
  private record Line(Chain chain, String text) {}

  /**
   * A TCP segment that opens a connection. ICMP errors about others do not end a connection, but
   * the JDK, which asks for SO_ERROR when it has connected, takes them for failures to connect.
   */
  private static final String FIRST_SEGMENT = "-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN";

  private static final Map<String, List<String>> BUILTIN_CHAINS =
      Map.of(
          "raw", List.of("PREROUTING", "OUTPUT"),
          "mangle", List.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"),
          "filter", List.of("INPUT", "FORWARD", "OUTPUT"));

  private IptablesArbitrary() {}

  /** Rules of all tables of a node; without any rule at the least. */
  static Arbitrary<String> rulesets() {
    return Combinators.combine(
            table("raw", 2), table("mangle", 3), table("nat", 4), table("filter", 4), policies())
        .as((raw, mangle, nat, filter, policy) -> raw + mangle + nat + policied(filter, policy));
  }

  private static Arbitrary<String> policies() {
    return Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.just("")),
        Tuple.of(1, Arbitraries.of(":FORWARD ", ":INPUT ", ":OUTPUT ")));
  }

  private static String policied(String filter, String policy) {
    return policy.isEmpty() ? filter : filter.replace(policy + "ACCEPT", policy + "DROP");
  }

  private static Arbitrary<String> table(String name, int most) {
    List<Chain> chains = chains(name);
    return Arbitraries.of(chains)
        .flatMap(IptablesArbitrary::rule)
        .list()
        .ofMaxSize(most)
        .map(lines -> text(name, chains, lines));
  }

  private static List<Chain> chains(String table) {
    return table.equals("nat") ? natChains() : chainsOfAnyHook(table);
  }

  private static List<Chain> chainsOfAnyHook(String table) {
    return Stream.concat(
            BUILTIN_CHAINS.get(table).stream()
                .map(name -> new Chain(table, name, List.of("U-1", "U-2"))),
            Stream.of(new Chain(table, "U-1", List.of("U-2")), new Chain(table, "U-2", List.of())))
        .toList();
  }

  /** User chains hang below hooks of one direction: the other's targets are not valid there. */
  private static List<Chain> natChains() {
    return List.of(
        new Chain("nat", "PREROUTING", List.of("D-1")),
        new Chain("nat", "INPUT", List.of("S-1")),
        new Chain("nat", "OUTPUT", List.of("D-1")),
        new Chain("nat", "POSTROUTING", List.of("S-1")),
        new Chain("nat", "D-1", List.of()),
        new Chain("nat", "S-1", List.of()));
  }

  private static String text(String table, List<Chain> chains, List<Line> lines) {
    String heads =
        chains.stream()
            .map(chain -> ":" + chain.name() + (chain.isUserDefined() ? " -" : " ACCEPT") + "\n")
            .collect(Collectors.joining());
    String rules =
        lines.stream()
            .map(
                line ->
                    ("-A " + line.chain().name() + " " + line.text()).replaceAll(" +", " ").strip()
                        + "\n")
            .collect(Collectors.joining());
    return "*" + table + "\n" + heads + rules + "COMMIT\n";
  }

  private static Arbitrary<Line> rule(Chain chain) {
    return Combinators.combine(transport(), matches(chain), target(chain))
        .as((transport, matches, target) -> new Line(chain, join(transport, matches, target)));
  }

  private static String join(String transport, List<String> matches, String target) {
    return fitting(transport, target) + " " + String.join(" ", matches) + " " + target;
  }

  /** A protocol that the target can be used with. */
  private static String fitting(String transport, String target) {
    boolean isTcp = transport.startsWith("-p tcp");
    boolean isUdp = transport.startsWith("-p udp");
    if (target.contains("tcp-reset")) {
      return isTcp ? transport : "-p tcp";
    }
    if (target.contains("--reject-with icmp")) {
      return isUdp ? transport : FIRST_SEGMENT;
    }
    boolean needsPorts = target.contains(":80") || target.contains("--to-ports");
    return needsPorts && !isTcp && !isUdp ? "-p udp" : transport;
  }

  private static Arbitrary<String> transport() {
    return Arbitraries.of(
        "",
        "",
        "-p tcp",
        "-p udp",
        "! -p tcp",
        "! -p udp",
        "-p tcp -m tcp --dport 8080",
        "-p tcp -m tcp ! --dport 8080",
        "-p tcp -m tcp --sport 8080",
        "-p tcp -m tcp --dport 8000:9000",
        "-p tcp -m tcp --sport 1024:65535",
        "-p tcp -m tcp --sport 0:1023",
        FIRST_SEGMENT,
        "-p tcp -m tcp ! --tcp-flags FIN,SYN,RST,ACK SYN",
        "-p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK",
        "-p tcp -m tcp --tcp-flags RST RST",
        "-p tcp -m multiport --dports 7,8080",
        "-p tcp -m multiport --sports 7,8000:9000",
        "-p udp -m multiport ! --dports 53,5353",
        "-p udp -m multiport --ports 5353",
        "-p udp -m udp --dport 5353",
        "-p udp -m udp --sport 5353",
        "-p udp -m udp ! --sport 5353",
        "-p udp -m statistic --mode random --probability 0.50000000000",
        "-p udp -m statistic --mode random ! --probability 0.25000000000",
        "-p icmp",
        "-p icmp -m icmp --icmp-type 3",
        "-p icmp -m icmp --icmp-type 3/3",
        "-p icmp -m icmp ! --icmp-type 3/3");
  }

  private static Arbitrary<List<String>> matches(Chain chain) {
    List<String> interfaces =
        Stream.of("-i", "-o")
            .filter(chain::knowsInterface)
            .flatMap(
                option ->
                    Stream.of("eth0", "cni0", "lo", "e+", "+")
                        .flatMap(name -> negatable(option, name)))
            .toList();
    Arbitrary<String> match =
        Arbitraries.frequencyOf(
            Tuple.of(3, addresses()),
            Tuple.of(2, Arbitraries.of(interfaces)),
            Tuple.of(3, connections()),
            Tuple.of(1, addressTypes()));
    return match.list().ofMaxSize(2).filter(IptablesArbitrary::areDistinct);
  }

  /** An option can be given once. */
  private static boolean areDistinct(List<String> matches) {
    return matches.stream()
            .map(match -> match.replace("! ", "").split(" ", -1))
            .map(words -> words[0].equals("-m") ? words[1] : words[0])
            .distinct()
            .count()
        == matches.size();
  }

  private static Stream<String> negatable(String option, String value) {
    return Stream.of(option + " " + value, "! " + option + " " + value);
  }

  private static Arbitrary<String> addresses() {
    List<String> places =
        List.of(
            "10.244.1.0/24",
            "10.244.1.11/32",
            "10.244.0.0/16",
            "10.244.2.11/32",
            "192.168.0.11/32",
            "192.168.0.250/32",
            "10.96.0.10/32",
            "127.0.0.1/32",
            "10.0.0.11/255.0.0.255");
    return Arbitraries.of(
        Stream.concat(
                Stream.of("-s", "-d")
                    .flatMap(side -> places.stream().flatMap(place -> negatable(side, place))),
                Stream.of(
                    "-m iprange --src-range 10.244.1.1-10.244.1.11",
                    "-m iprange ! --dst-range 10.244.1.12-10.244.2.11"))
            .toList());
  }

  private static Arbitrary<String> connections() {
    return Arbitraries.of(
        "-m conntrack --ctstate NEW",
        "-m conntrack --ctstate ESTABLISHED",
        "-m conntrack --ctstate RELATED,ESTABLISHED",
        "-m conntrack --ctstate RELATED",
        "-m conntrack --ctstate INVALID",
        "-m conntrack --ctstate UNTRACKED",
        "-m conntrack --ctstate INVALID,UNTRACKED",
        "-m conntrack --ctstate DNAT",
        "-m conntrack ! --ctstate DNAT",
        "-m conntrack --ctstate SNAT",
        "-m conntrack --ctdir ORIGINAL",
        "-m conntrack --ctdir REPLY",
        "-m conntrack --ctproto 17",
        "-m conntrack --ctstatus ASSURED",
        "-m conntrack --ctstatus SEEN_REPLY",
        "-m conntrack ! --ctstatus CONFIRMED",
        "-m conntrack --ctorigdst 10.96.0.10/32",
        "-m conntrack --ctorigsrc 10.244.1.0/24",
        "-m conntrack --ctreplsrc 10.244.1.0/24",
        "-m conntrack ! --ctrepldst 10.244.0.0/16",
        "-m conntrack --ctorigdstport 8080",
        "-m conntrack ! --ctreplsrcport 5353",
        "-m state --state NEW",
        "-m mark --mark 0x1/0x1",
        "-m mark ! --mark 0x1/0x1",
        "-m mark --mark 0x3",
        "-m connmark --mark 0x2/0x2",
        "-m connmark ! --mark 0x0");
  }

  private static Arbitrary<String> addressTypes() {
    return Arbitraries.of(
        "-m addrtype --dst-type LOCAL",
        "-m addrtype ! --dst-type LOCAL",
        "-m addrtype --src-type LOCAL",
        "-m addrtype --dst-type UNICAST",
        "-m addrtype --src-type UNICAST --dst-type LOCAL");
  }

  private static Arbitrary<String> target(Chain chain) {
    return chain.table().equals("nat")
        ? Arbitraries.frequencyOf(
            Tuple.of(3, translations(chain)), Tuple.of(1, verdicts(chain)), Tuple.of(1, marks()))
        : Arbitraries.frequencyOf(
            Tuple.of(chain.table().equals("filter") ? 3 : 1, verdicts(chain)),
            Tuple.of(chain.table().equals("filter") ? 1 : 2, special(chain)));
  }

  private static Arbitrary<String> verdicts(Chain chain) {
    Stream<String> jumps =
        chain.jumps().stream().flatMap(name -> Stream.of("-j " + name, "-g " + name));
    Stream<String> plain =
        chain.table().equals("nat")
            ? Stream.of("-j ACCEPT", "-j RETURN", "")
            : Stream.of("-j ACCEPT", "-j RETURN", "-j DROP", "");
    return Arbitraries.of(Stream.concat(plain, jumps).toList());
  }

  private static Arbitrary<String> special(Chain chain) {
    return switch (chain.table()) {
      case "raw" -> Arbitraries.oneOf(Arbitraries.just("-j CT --notrack"), marks());
      case "filter" -> rejections();
      default -> marks();
    };
  }

  private static Arbitrary<String> marks() {
    return Arbitraries.of(
        "-j MARK --set-xmark 0x1/0x1",
        "-j MARK --set-xmark 0x3/0xffffffff",
        "-j MARK --set-xmark 0x0/0x1",
        "-j CONNMARK --set-xmark 0x2/0x2",
        "-j CONNMARK --save-mark --nfmask 0xffffffff --ctmask 0xffffffff",
        "-j CONNMARK --restore-mark --nfmask 0xffffffff --ctmask 0xffffffff");
  }

  private static Arbitrary<String> rejections() {
    return Arbitraries.of(
        "-j REJECT --reject-with icmp-port-unreachable",
        "-j REJECT --reject-with icmp-net-unreachable",
        "-j REJECT --reject-with icmp-host-unreachable",
        "-j REJECT --reject-with icmp-proto-unreachable",
        "-j REJECT --reject-with icmp-net-prohibited",
        "-j REJECT --reject-with icmp-host-prohibited",
        "-j REJECT --reject-with icmp-admin-prohibited",
        "-j REJECT --reject-with tcp-reset");
  }

  private static Arbitrary<String> translations(Chain chain) {
    return switch (chain.name()) {
      case "PREROUTING", "OUTPUT", "D-1" ->
          Arbitraries.of(
              "-j DNAT --to-destination 10.244.1.12:8080",
              "-j DNAT --to-destination 10.244.2.11:8080",
              "-j DNAT --to-destination 10.244.1.11",
              "-j DNAT --to-destination 10.244.2.11",
              "-j DNAT --to-destination 192.168.0.12",
              "-j DNAT --to-destination 10.244.1.99",
              "-j REDIRECT --to-ports 8080",
              "-j REDIRECT");
      case "POSTROUTING" ->
          Arbitraries.of(
              "-j MASQUERADE",
              "-j MASQUERADE --random-fully",
              "-j MASQUERADE --to-ports 40000-41000",
              "-j SNAT --to-source 192.168.0.11",
              "-j SNAT --to-source 10.244.1.1",
              "-j SNAT --to-source 192.168.0.99");
      default ->
          Arbitraries.of("-j SNAT --to-source 192.168.0.11", "-j SNAT --to-source 10.244.1.77");
    };
  }
}
