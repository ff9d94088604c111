package io.kubenet.conformance.kernel;

import io.kubenet.jqwik.FlowSpec;
import io.kubenet.net.IpPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rules and connections of IPv4 for the same network's IPv6 addresses. */
final class SaidInIpv6 {

  private static final Map<String, String> NETWORKS =
      Map.ofEntries(
          Map.entry("10.244.0.0/16", "fd00:10:244::/48"),
          Map.entry("10.244.1.0/24", "fd00:10:244:1::/64"),
          Map.entry("192.168.0.0/24", "fd00:192::/64"),
          Map.entry("10.96.0.0/12", "fd00:10:90::/44"),
          Map.entry("10.96.0.0/16", "fd00:10:96::/48"),
          Map.entry("10.0.0.11/255.0.0.255", "fd00::11/ff00::ffff"),
          Map.entry("255.0.255.0", "ffff:0:0:ffff::"),
          Map.entry("10.0.1.0", "fd00:0:0:1::"),
          Map.entry("127.0.0.1", "::1"),
          Map.entry("192.168.0.250", "fd00:192::fa"),
          Map.entry("10.96.0.10", "fd00:10:96::10"),
          Map.entry("203.0.113.9", "2001:db8::9"));

  private static final Map<String, String> REFUSALS =
      Map.of(
          "icmp-net-unreachable", "icmp6-no-route",
          "icmp-host-unreachable", "icmp6-addr-unreachable",
          "icmp-port-unreachable", "icmp6-port-unreachable",
          "icmp-proto-unreachable", "icmp6-policy-fail",
          "icmp-net-prohibited", "icmp6-reject-route",
          "icmp-host-prohibited", "icmp6-adm-prohibited",
          "icmp-admin-prohibited", "icmp6-adm-prohibited");

  private static final int NEIGHBOUR_SOLICITATION = 135;
  private static final int NEIGHBOUR_ADVERTISEMENT = 136;
  private static final Pattern ADDRESS =
      Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+)(/[\\d.]+)?(:\\d+)?");
  private static final Pattern REFUSAL = Pattern.compile("icmp-[a-z]+-[a-z]+");

  private SaidInIpv6() {}

  /**
   * The rules as ip6tables-restore reads them. Each hook lets neighbours find one another first:
   * ICMPv6 does what ARP, which no rule sees, does for IPv4.
   */
  static String rules(String ipv4) {
    StringBuilder text = new StringBuilder();
    List<String> hooks = new ArrayList<>();
    for (String line : ipv4.lines().toList()) {
      if (isHook(line)) {
        hooks.add(line.substring(1, line.indexOf(' ')));
      } else if (!line.startsWith("*") && !line.startsWith(":")) {
        hooks.forEach(hook -> text.append(neighbours(hook)));
        hooks.clear();
      }
      text.append(line(line)).append('\n');
    }
    return text.toString();
  }

  static FlowSpec flow(FlowSpec ipv4) {
    String source = ipv4.source().startsWith("external/") ? "external/fd00:192::fa" : ipv4.source();
    String target = address(ipv4.target().address().toString());
    return new FlowSpec(
        source, IpPort.of("[" + target + "]:" + ipv4.target().port()), ipv4.protocol(), ipv4.via());
  }

  private static boolean isHook(String line) {
    return line.startsWith(":") && !line.endsWith(" -");
  }

  private static String neighbours(String hook) {
    return IntStream.rangeClosed(NEIGHBOUR_SOLICITATION, NEIGHBOUR_ADVERTISEMENT)
        .mapToObj(type -> "-A " + hook + " -p ipv6-icmp -m icmp6 --icmpv6-type " + type)
        .map(match -> match + " -j ACCEPT\n")
        .collect(Collectors.joining());
  }

  private static String line(String line) {
    String withRefusal = REFUSAL.matcher(line).replaceAll(name -> REFUSALS.get(name.group()));
    return addresses(withRefusal)
        .replace("-p icmp", "-p ipv6-icmp")
        .replace("-m icmp ", "-m icmp6 ")
        .replace("--icmp-type 3/3", "--icmpv6-type 1/4")
        .replace("--icmp-type 3", "--icmpv6-type 1");
  }

  /** The text with the addresses of IPv6. */
  static String addresses(String text) {
    return ADDRESS.matcher(text).replaceAll(SaidInIpv6::place);
  }

  private static String place(MatchResult place) {
    String known = NETWORKS.get(place.group());
    if (known != null) {
      return known;
    }
    String address = address(place.group(1));
    if (place.group(3) != null) {
      return "[" + address + "]" + place.group(3);
    }
    return place.group(2) == null ? address : address + "/128";
  }

  private static String address(String ipv4) {
    String[] parts = ipv4.split("\\.", -1);
    String ofPods = "fd00:10:244:" + parts[2] + "::" + parts[3];
    String ofNodes = "fd00:192::" + parts[3];
    return NETWORKS.getOrDefault(ipv4, parts[0].equals("10") ? ofPods : ofNodes);
  }
}
