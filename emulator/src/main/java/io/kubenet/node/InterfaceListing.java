package io.kubenet.node;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.Node;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code ip addr} and {@code ip route} printed on a node, {@code -o} or not, one after the
 * other.
 *
 * @param addresses the addresses of interfaces
 * @param routes the routes to what is on a link: those without a router
 * @param routers the routes by a router
 */
public record InterfaceListing(List<Own> addresses, List<Own> routes, List<Own> routers) {

  /**
   * An interface with an address or a block.
   *
   * @param device its name
   * @param block the block; an address of it, where it is an interface's own
   */
  public record Own(String device, Cidr block) {}

  /** {@code 2: eth0@if7: <...>} and {@code 2: eth0 inet 10.0.0.1/24 ...}. */
  private static final Pattern DEVICE = Pattern.compile("\\d+: ([^\\s:@]+)(?:@\\S+)?:?\\s.*");

  private static final Pattern ADDRESS =
      Pattern.compile("(?:.*\\s)?inet6? ([0-9a-fA-F.:]+)(?:/\\d+)?(?: peer \\S+)?\\s.*");

  private static final Pattern ROUTE =
      Pattern.compile(
          "(?:unicast |local |broadcast )?(default|[0-9a-fA-F.:]+(?:/\\d+)?)(?: .*)? dev (\\S+).*");

  private static final Pattern OTHERS =
      Pattern.compile(
          "(?:\\s*(?:link/|valid_lft|altname|vxlan |veth|bridge|nexthop |RX|TX).*"
              + "|(?:blackhole|unreachable|prohibit|multicast|anycast|throw) .*|#.*|\\s*)");

  public InterfaceListing {
    addresses = ImmutableList.copyOf(addresses);
    routes = ImmutableList.copyOf(routes);
    routers = ImmutableList.copyOf(routers);
  }

  /**
   * Reads a listing.
   *
   * @throws IllegalArgumentException if a line is none of such a listing; names it
   */
  public static InterfaceListing read(TextSource source) {
    List<Own> addresses = new ArrayList<>();
    List<Own> routes = new ArrayList<>();
    List<Own> routers = new ArrayList<>();
    String device = "";
    int line = 0;
    for (String text : Splitter.onPattern("\r?\n").split(source.text())) {
      line++;
      Matcher begins = DEVICE.matcher(text);
      device = begins.matches() ? begins.group(1) : device;
      Matcher address = ADDRESS.matcher(text + " ");
      Matcher route = ROUTE.matcher(text);
      if (address.matches()) {
        addresses.add(new Own(device, Cidr.host(IpAddress.of(address.group(1)))));
      } else if (route.matches()) {
        List<Own> kind = text.contains(" via ") ? routers : routes;
        block(route.group(1)).ifPresent(block -> kind.add(new Own(route.group(2), block)));
      } else if (!begins.matches() && !OTHERS.matcher(text).matches()) {
        throw new IllegalArgumentException(
            source.name()
                + ":"
                + line
                + ": '"
                + text.strip()
                + "' is no line of ip addr or ip route");
      }
    }
    if (addresses.isEmpty() && routes.isEmpty() && routers.isEmpty()) {
      throw new IllegalArgumentException(
          source.name() + ": no address or route; expected what ip addr or ip route prints");
    }
    return new InterfaceListing(addresses, routes, routers);
  }

  private static Optional<Cidr> block(String text) {
    if (text.equals("default")) {
      return Optional.empty();
    }
    return Optional.of(text.contains("/") ? Cidr.of(text) : Cidr.host(IpAddress.of(text)));
  }

  /** What it says of a node. */
  StatedInterfaces of(Node node) {
    Optional<String> uplink =
        node.internalIps().stream()
            .flatMap(own -> addresses.stream().filter(known -> known.block().contains(own)))
            .map(Own::device)
            .findFirst();
    return new StatedInterfaces(uplink, bridge(node).or(() -> veths(node)));
  }

  private Optional<String> bridge(Node node) {
    return Stream.concat(
            addresses.stream()
                .filter(own -> node.bridgeIps().stream().anyMatch(own.block()::contains)),
            routes.stream().filter(route -> node.podCidrs().contains(route.block())))
        .map(Own::device)
        .filter(device -> InterfaceKind.of(device) != InterfaceKind.TUNNEL)
        .findFirst();
  }

  /** Pods' own veths have routes of one address; their names begin alike. */
  private Optional<String> veths(Node node) {
    List<String> devices =
        routes.stream()
            .filter(route -> route.block().isHost())
            .filter(route -> isOfPods(node, route.block()))
            .map(Own::device)
            .distinct()
            .toList();
    return devices.stream().map(InterfaceKind::family).distinct().count() == 1
        ? devices.stream().map(InterfaceKind::family).findFirst()
        : Optional.empty();
  }

  private static boolean isOfPods(Node node, Cidr block) {
    return node.podCidrs().isEmpty()
        || node.podCidrs().stream()
            .anyMatch(cidr -> cidr.family() == block.family() && cidr.contains(block.at(0)));
  }
}
