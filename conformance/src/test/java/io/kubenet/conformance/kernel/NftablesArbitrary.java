package io.kubenet.conformance.kernel;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Arbitrary nftables rules for IPv4 packets, as nft reads them: two tables of a family each, with
 * sets and maps, base chains of any hook and priority, and chains that these go to; and a table of
 * a device's own hooks.
 *
 * <p>Left out, because connections that are made at the same time would influence one another:
 * limits that are ever reached, dynamic sets of keys that connections share, and numgen inc.
 */
final class NftablesArbitrary {

  /** What the rules of a chain may do beside what those of all chains may. */
  private enum Kind {
    FILTER,
    /** A chain of a hook where packets can be rejected. */
    REJECTING,
    DESTINATION_NAT,
    SOURCE_NAT;

    boolean isNat() {
      return this == DESTINATION_NAT || this == SOURCE_NAT;
    }
  }

  private static final String PROLOGUE =
      """
      set places { type ipv4_addr; elements = { 10.244.1.11, 10.244.2.12, 192.168.0.11 } }
      set nets { type ipv4_addr; flags interval; elements = { 10.244.1.0/24, 192.168.0.12-192.168.0.250 } }
      set ends { type ipv4_addr . inet_proto . inet_service; elements = { 10.244.1.11 . tcp . 8080, 10.96.0.10 . udp . 5353 } }
      map goals { type inet_service : ipv4_addr; elements = { 8080 : 10.244.1.11, 5353 : 10.244.2.11 } }
      set flows { type ipv4_addr . inet_service . ipv4_addr . inet_service; flags dynamic,timeout; timeout 1m; }
      map zones { type ipv4_addr : mark; flags interval; elements = { 10.244.1.0/24 : 0x1, 10.244.2.0-10.244.3.255 : 0x2 } }
      map routes { type ipv4_addr . inet_service : verdict; flags interval; elements = { 10.244.1.11 . 8080 : jump u1, 10.244.0.0/16 . 1-9000 : drop, 192.168.0.0/24 . 0-1023 : accept } }
      map others { type ipv4_addr : verdict; flags interval; elements = { 10.244.0.0/16 : continue, 192.168.0.0/24 : jump u2, * : goto u1 } }
      limit plenty { rate 1000000/second burst 10000 packets }
      counter everything { }
      map ways { type ipv4_addr : verdict; elements = { 10.96.0.10 : jump u1, 10.244.1.12 : drop, 10.244.2.12 : goto u2, 192.168.0.11 : return } }
      """;

  private static final List<String> FIRST_SEGMENT_OR_DATAGRAM =
      List.of("tcp flags & (fin|syn|rst|ack) == syn", "meta l4proto udp");

  private static final Pattern PROTOCOL = Pattern.compile("tcp|udp|\\bth\\b|l4proto");

  private NftablesArbitrary() {}

  /** Two tables; both see IPv4 packets. */
  static Arbitrary<String> rulesets() {
    return Combinators.combine(table("one"), table("two"), devices())
        .as((one, two, devices) -> one + two + devices);
  }

  private static Arbitrary<String> devices() {
    Arbitrary<String> chains =
        Combinators.combine(
                Arbitraries.of("ingress device eth0", "egress device eth0", "egress device cni0"),
                deviceRules())
            .as(
                (hook, rules) ->
                    "chain own {\ntype filter hook %s priority 0; policy accept;\n%s}\n"
                        .formatted(hook, rules));
    return Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just("")), Tuple.of(1, chains))
        .map(text -> text.isEmpty() ? "" : "table netdev three {\n" + text + "}\n");
  }

  private static Arbitrary<String> deviceRules() {
    return Combinators.combine(
            addresses().filter(match -> !match.contains("@")),
            Arbitraries.of("", "tcp dport 8080", "udp sport 5353", "meta l4proto tcp"),
            Arbitraries.of("drop", "accept", "meta mark set 0x1", "counter", "continue"))
        .as((match, transport, ending) -> match + " " + transport + " " + ending + "\n")
        .list()
        .ofMaxSize(2)
        .map(rules -> String.join("", rules));
  }

  private static Arbitrary<String> table(String name) {
    return Combinators.combine(
            Arbitraries.of("ip", "inet"),
            userChain("u2", Kind.FILTER, List.of()),
            userChain("u1", Kind.FILTER, List.of("u2")),
            userChain("d", Kind.DESTINATION_NAT, List.of()),
            userChain("s", Kind.SOURCE_NAT, List.of()),
            baseChains())
        .as(
            (family, second, first, destination, source, base) ->
                "table "
                    + family
                    + " "
                    + name
                    + " {\n"
                    + PROLOGUE
                    + second
                    + first
                    + destination
                    + source
                    + base
                    + "}\n")
        .map(
            text ->
                text.startsWith("table inet")
                    ? text.replaceAll("(dnat|snat) to (?!:)", "$1 ip to ")
                        .replace("icmp admin-prohibited", "icmpx admin-prohibited")
                        .replace("icmp net-unreachable", "icmpx no-route")
                    : text.replace("meta nfproto ipv4", "meta protocol ip"));
  }

  private static Arbitrary<String> userChain(String name, Kind kind, List<String> jumps) {
    return rules(kind, jumps, 2).map(rules -> "chain " + name + " {\n" + rules + "}\n");
  }

  private static Arbitrary<String> baseChains() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, filterChain()), Tuple.of(2, natChain()), Tuple.of(1, routeChain()))
        .list()
        .ofMaxSize(4)
        .map(
            chains ->
                IntStream.range(0, chains.size())
                    .mapToObj(i -> chains.get(i).replace("NAME", "b" + i))
                    .collect(Collectors.joining()));
  }

  private static Arbitrary<String> filterChain() {
    Arbitrary<String> policies =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.just("accept")), Tuple.of(1, Arbitraries.just("drop")));
    Arbitrary<String> hooks =
        Arbitraries.of("prerouting", "input", "forward", "output", "postrouting");
    Arbitrary<Integer> priorities = Arbitraries.of(-350, -300, -150, -99, 0, 0, 10, 150);
    return Combinators.combine(hooks, priorities, policies)
        .flatAs(
            (hook, priority, policy) ->
                Combinators.combine(rules(filterKind(hook), List.of("u1", "u2"), 3), routes(hook))
                    .as((rules, more) -> chain("filter", hook, priority, policy, more + rules)));
  }

  /** Questions about routes, which each hook has its own of. */
  private static Arbitrary<String> routes(String hook) {
    Stream<String> questions =
        switch (hook) {
          case "prerouting", "input" ->
              Stream.of(
                  "fib saddr . iif oif missing drop",
                  "fib saddr . iif oif exists meta mark set 0x3",
                  "fib saddr . mark . iif oif missing accept",
                  "fib saddr oif exists accept",
                  "fib daddr oif missing drop",
                  "fib saddr oifname \"eth0\" meta mark set 0x1",
                  "fib daddr oifname \"cni0\" meta mark set 0x2",
                  "fib daddr . iif type local meta mark set 0x1",
                  "fib saddr . iif type unicast drop",
                  "fib daddr . iif type != { local, broadcast } drop");
          case "forward" ->
              Stream.of(
                  "fib daddr . iif type local drop",
                  "fib saddr . iif oif missing drop",
                  "fib daddr . oif type local accept",
                  "fib saddr . oif type unicast drop");
          default ->
              Stream.of("fib daddr . oif type local drop", "fib saddr . oif type local drop");
        };
    List<String> rules = questions.map(rule -> rule + "\n").toList();
    return Arbitraries.frequencyOf(
        Tuple.of(5, Arbitraries.just("")), Tuple.of(1, Arbitraries.of(rules)));
  }

  private static Arbitrary<String> routeChain() {
    return rules(Kind.FILTER, List.of("u1", "u2"), 2)
        .map(rules -> chain("route", "output", -150, "accept", rules));
  }

  private static Kind filterKind(String hook) {
    return List.of("input", "forward", "output").contains(hook) ? Kind.REJECTING : Kind.FILTER;
  }

  private static Arbitrary<String> natChain() {
    Arbitrary<String> hooks = Arbitraries.of("prerouting", "input", "output", "postrouting");
    return Combinators.combine(hooks, Arbitraries.of(-10, 0, 0, 10))
        .flatAs(
            (hook, distance) -> {
              boolean isSource = hook.equals("input") || hook.equals("postrouting");
              Kind kind = isSource ? Kind.SOURCE_NAT : Kind.DESTINATION_NAT;
              int priority = (isSource ? 100 : -100) + distance;
              return Combinators.combine(
                      rules(kind, List.of(isSource ? "s" : "d"), 3), masquerades(hook))
                  .as((rules, last) -> chain("nat", hook, priority, "accept", rules + last));
            });
  }

  private static Arbitrary<String> masquerades(String hook) {
    return hook.equals("postrouting")
        ? Arbitraries.of(
            "",
            "",
            "masquerade\n",
            "ip saddr 10.244.0.0/16 masquerade fully-random\n",
            "meta l4proto udp masquerade to :4000-4999 random\n")
        : Arbitraries.just("");
  }

  private static String chain(String type, String hook, int priority, String policy, String rules) {
    return "chain NAME {\ntype %s hook %s priority %d; policy %s;\n%s}\n"
        .formatted(type, hook, priority, policy, rules);
  }

  private static Arbitrary<String> rules(Kind kind, List<String> jumps, int most) {
    return rule(kind, jumps).list().ofMaxSize(most).map(rules -> String.join("", rules));
  }

  private static Arbitrary<String> rule(Kind kind, List<String> jumps) {
    return Combinators.combine(matches(), transport(), ending(kind, jumps))
        .as((matches, transport, ending) -> join(matches, transport, ending));
  }

  /** nft refuses a rule that asks for two protocols. */
  private static String join(List<String> matches, String transport, String ending) {
    boolean asksProtocol = PROTOCOL.matcher(ending).find();
    return (asksProtocol ? "" : transport) + " " + String.join(" ", matches) + " " + ending + "\n";
  }

  private static Arbitrary<List<String>> matches() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, addresses()), Tuple.of(2, connections()), Tuple.of(1, host()))
        .list()
        .ofMaxSize(2);
  }

  private static Arbitrary<String> addresses() {
    return Arbitraries.of(
        Stream.of("ip saddr", "ip daddr")
            .flatMap(
                side ->
                    Stream.of(
                            "10.244.1.0/24",
                            "10.244.1.11",
                            "!= 10.244.0.0/16",
                            "192.168.0.11",
                            "192.168.0.11-192.168.0.12",
                            "10.96.0.10",
                            "{ 10.244.1.12, 10.96.0.0/16 }",
                            "!= { 10.244.1.11, 10.244.2.11 }",
                            "@places",
                            "!= @nets")
                        .map(what -> side + " " + what))
            .toList());
  }

  private static Arbitrary<String> transport() {
    return Arbitraries.of(
        "",
        "",
        "",
        "",
        "ct protocol udp",
        "meta l4proto tcp ct original proto-dst 8080",
        "meta l4proto udp ct reply proto-src != 5353",
        "tcp dport 8080",
        "tcp dport != 8080",
        "tcp sport 8080",
        "tcp dport 8000-9000",
        "tcp sport >= 1024",
        "tcp flags syn",
        "tcp flags & (syn|ack) == syn",
        "tcp flags syn / fin,syn,rst,ack",
        "tcp flags & (syn|ack) == syn|ack",
        "tcp flags ! fin,rst",
        "tcp flags { syn, syn|ack }",
        "tcp flags & (fin|syn) != 0",
        "tcp dport != { 7, 8000-9000 }",
        "meta l4proto != udp",
        "meta nfproto ipv4",
        "ct l3proto ipv4",
        "meta pkttype host",
        "meta pkttype != { broadcast, multicast }",
        "icmp type . icmp code { destination-unreachable . 3, destination-unreachable . 13 }",
        "ip protocol . th dport { tcp . 8080, udp . 1-6000 }",
        "tcp sport . tcp dport { 1024-65535 . 8080, 8080 . 0-65535 }",
        "ip daddr . tcp dport { 10.244.1.0/24 . 8000-9000, 10.96.0.0/12 . 7 }",
        "ip saddr . tcp sport . ip daddr . tcp dport @flows",
        "tcp flags & (fin|syn|rst|ack) != syn",
        "udp dport { 53, 5353 }",
        "udp sport 5353",
        "th dport < 1024",
        "meta l4proto tcp",
        "meta l4proto { udp, icmp }",
        "ip protocol udp",
        "meta protocol ip",
        "icmp type destination-unreachable",
        "ip daddr . meta l4proto . th dport @ends",
        "ip saddr . meta l4proto . th sport @ends",
        "ip daddr . tcp dport { 10.244.1.11 . 8080, 192.168.0.11 . 1-1000 }");
  }

  private static Arbitrary<String> connections() {
    return Arbitraries.of(
        "ct state new",
        "ct state established,related",
        "ct state related",
        "ct state invalid",
        "ct state untracked",
        "ct state != new",
        "ct state { new, untracked }",
        "ct state ! established,related",
        "ct state & (new|related) != 0",
        "ct state . ct direction { new . original, established . reply }",
        "ct mark & 0x6 != 0",
        "ct mark { 0x2, 0x4-0x7 }",
        "meta mark . ct mark { 0x1 . 0x2, 0x0 . 0x2 }",
        "ct status & (snat|dnat) == 0",
        "ct status dnat",
        "ct status snat,dnat",
        "ct status != confirmed",
        "ct status & seen-reply == seen-reply",
        "ct direction original",
        "ct direction reply",
        "ct mark 0x2",
        "ct mark & 0x2 == 0x2",
        "ct mark != 0x0",
        "ct original ip daddr 10.96.0.10",
        "ct original ip saddr 10.244.1.0/24",
        "ct reply ip saddr 10.244.1.0/24");
  }

  private static Arbitrary<String> host() {
    return Arbitraries.of(
        "iifname \"eth0\"",
        "iifname != \"cni0\"",
        "iifname \"c*\"",
        "oifname \"eth0\"",
        "oifname != \"eth0\"",
        "oifname { \"cni0\", \"lo\" }",
        "meta mark & 0x1 == 0x1",
        "meta mark != 0x1",
        "meta mark 0x3",
        "meta mark & 0x3 == { 0x1, 0x2 }",
        "meta mark > 0x1",
        "meta mark 0x1-0x2",
        "iifname . ip saddr { \"cni0\" . 10.244.1.11, \"eth0\" . 192.168.0.12 }",
        "ip saddr & 255.0.255.0 == 10.0.1.0",
        "numgen random mod 4 < 3",
        "meta random < 2147483648",
        "limit name \"plenty\"",
        "limit rate 1000000/second burst 1000 packets",
        "counter name \"everything\"",
        "fib daddr type local",
        "fib saddr type != local",
        "fib daddr type { local, unicast }");
  }

  private static Arbitrary<String> ending(Kind kind, List<String> jumps) {
    Arbitrary<String> special =
        switch (kind) {
          case FILTER -> marks();
          case REJECTING -> Arbitraries.oneOf(rejections(), marks());
          case DESTINATION_NAT -> destinations();
          case SOURCE_NAT -> sources();
        };
    return Arbitraries.frequencyOf(
        Tuple.of(kind.isNat() ? 1 : 3, verdicts(kind, jumps)),
        Tuple.of(2, special),
        Tuple.of(1, marks()));
  }

  private static Arbitrary<String> verdicts(Kind kind, List<String> jumps) {
    Stream<String> going =
        jumps.stream().flatMap(chain -> Stream.of("jump " + chain, "goto " + chain));
    Stream<String> maps =
        jumps.contains("u2") && jumps.contains("u1")
            ? Stream.of(
                "ip daddr vmap @ways",
                "ip daddr vmap @others",
                "ip daddr . tcp dport vmap @routes",
                "tcp dport vmap { 0-1023 : jump u2, 8080 : continue, 8081-65535 : goto u1 }",
                "iifname vmap { \"eth0\" : jump u1, \"cni0\" : goto u2 }",
                "ct state vmap { new : jump u1, established : accept, untracked : drop }",
                "meta l4proto . th dport vmap { tcp . 7 : drop, udp . 5353 : goto u2 }",
                "numgen random mod 2 vmap { 0 : accept, 1 : continue }")
            : Stream.of();
    Stream<String> plain =
        kind.isNat()
            ? Stream.of("accept", "return", "counter")
            : Stream.of("accept", "return", "drop", "continue", "counter drop");
    return Arbitraries.of(Stream.of(plain, going, maps).flatMap(each -> each).toList());
  }

  private static Arbitrary<String> marks() {
    return Arbitraries.of(
        "meta mark set 0x1",
        "meta mark set meta mark | 0x3",
        "meta mark set meta mark & 0xfffffffe",
        "ct mark set 0x2",
        "ct mark set meta mark",
        "meta mark set ct mark",
        "meta mark set ip daddr map { 10.96.0.10 : 0x1, 10.244.1.11 : 0x2 }",
        "meta mark set ip saddr map @zones",
        "meta mark set tcp dport map { 0-1023 : 0x1, 8080 : 0x2 }",
        "meta mark set ip saddr . tcp dport map { 10.244.0.0/16 . 0-1023 : 0x1, 10.244.1.11 . 8080"
            + " : 0x2 }",
        "meta mark set numgen random mod 2 offset 1",
        "ct mark set ct mark | 0x4",
        "ct mark set meta mark & 0xff ^ 0x3",
        "ct mark set ct mark & 0xfffffff9 | 0x2",
        "update @flows { ip saddr . tcp sport . ip daddr . tcp dport }",
        "add @flows { ip saddr . tcp sport . ip daddr . tcp dport timeout 10s }",
        "delete @flows { ip saddr . tcp sport . ip daddr . tcp dport }",
        "limit rate over 1000000/second drop",
        "notrack");
  }

  private static Arbitrary<String> rejections() {
    return Arbitraries.of(
        Stream.concat(
                Stream.of("meta l4proto tcp reject with tcp reset"),
                FIRST_SEGMENT_OR_DATAGRAM.stream()
                    .flatMap(
                        condition ->
                            Stream.of(
                                    "reject",
                                    "reject with icmp host-unreachable",
                                    "reject with icmp admin-prohibited",
                                    "reject with icmp net-unreachable",
                                    "reject with icmp prot-unreachable")
                                .map(rejection -> condition + " " + rejection)))
            .toList());
  }

  private static Arbitrary<String> destinations() {
    return Arbitraries.of(
        "dnat to 10.244.1.11",
        "dnat to 10.244.2.11",
        "tcp dport 7 dnat to 10.244.1.12:8080",
        "meta l4proto udp dnat to 10.244.2.12:5353",
        "meta l4proto { tcp, udp } dnat to :8080",
        "ip daddr 10.96.0.10 dnat to th dport map @goals",
        "dnat to 127.0.0.1",
        "dnat to 10.244.1.11-10.244.1.12",
        "dnat to 10.244.1.11-10.244.1.12 persistent",
        "meta l4proto tcp dnat to 10.244.2.11-10.244.2.12:8080 random",
        "meta l4proto tcp redirect to :8080-8081",
        "meta l4proto tcp dnat to ip daddr . tcp dport map { 10.96.0.0/16 . 1-8080 : 10.244.1.11 ."
            + " 8080 }",
        "meta l4proto tcp redirect to :8080",
        "redirect",
        "tcp dport 7 dnat to tcp dport map { 7 : 10.244.1.11 . 8080 }",
        "udp dport 7 dnat to numgen random mod 2 map { 0 : 10.244.1.11 . 5353, 1 : 10.244.2.11 ."
            + " 5353 }");
  }

  private static Arbitrary<String> sources() {
    return Arbitraries.of(
        "snat to 192.168.0.11",
        "snat to 10.244.1.1",
        "meta l4proto tcp snat to 192.168.0.11:4000-4999",
        "snat to 192.168.0.11-192.168.0.13 persistent",
        "snat to 192.168.0.11 random",
        "snat to ip daddr map { 10.244.2.12 : 192.168.0.11, 10.244.1.12 : 10.244.1.1 }");
  }
}
