package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import io.kubenet.Cluster;
import io.kubenet.Connection;
import io.kubenet.Connections;
import io.kubenet.Host;
import io.kubenet.Load;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A connection that somebody asks about.
 *
 * @param from the source as it was given: {@code pod/NAMESPACE/NAME}
 * @param to the target as it was given: {@code NAME:PORT}
 * @param protocol TCP, UDP or SCTP
 * @param via the node that an outside host's packet reaches first
 */
record Probe(String from, String to, Protocol protocol, Optional<String> via) {

  private static final ImmutableList<String> FIELDS =
      ImmutableList.of("from", "to", "protocol", "via");

  /** The probes of a file, in its order. */
  static List<Probe> read(Path file) {
    return ManifestReader.source(file).documents().stream()
        .flatMap(document -> document.items().stream())
        .map(Probe::only)
        .collect(ImmutableList.toImmutableList());
  }

  private static Probe only(LocatedTree tree) {
    tree.allowOnly(FIELDS);
    return of(tree);
  }

  /** The probe that these fields make, whatever else stands beside them. */
  private static Probe of(LocatedTree tree) {
    return of(tree, tree.get("from").text(), tree.get("to").text());
  }

  /** One for each source of a list to each target of a list. */
  static Stream<Probe> all(LocatedTree tree) {
    return texts(tree.get("from"))
        .flatMap(from -> texts(tree.get("to")).map(to -> of(tree, from, to)));
  }

  private static Stream<String> texts(LocatedTree tree) {
    return tree.node().isArray() ? tree.texts().stream() : Stream.of(tree.text());
  }

  private static Probe of(LocatedTree tree, String from, String to) {
    try {
      Probe probe =
          new Probe(
              from,
              to,
              protocol(tree.get("protocol").optionalText().orElse("TCP")),
              tree.get("via").optionalText());
      probe.end();
      return probe;
    } catch (IllegalArgumentException e) {
      throw tree.error(e.getMessage());
    }
  }

  /** {@code TCP pod/shop/client -> api:80}. */
  String title() {
    return protocol + " " + from + " -> " + to + via.map(node -> " via " + node).orElse("");
  }

  /** The protocol of this name. */
  static Protocol protocol(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "TCP" -> Protocol.TCP;
      case "UDP" -> Protocol.UDP;
      case "SCTP" -> Protocol.SCTP;
      default ->
          throw new IllegalArgumentException("protocol '" + name + "' is none of TCP, UDP, SCTP");
    };
  }

  /** Every way that it can go. */
  Connections every(Cluster cluster) {
    return source(cluster).everyConnectionTo(end().name(), end().port());
  }

  /** The way that the seed decides. */
  Connection one(Cluster cluster) {
    return source(cluster).connectTo(end().name(), end().port());
  }

  /** The requests of a client that asks for it again and again. */
  Load load(Cluster cluster) {
    return Load.of(source(cluster), end().name(), end().port());
  }

  private Host source(Cluster cluster) {
    Host host = Source.of(from).in(cluster).over(protocol);
    return via.map(host::via).orElse(host);
  }

  private record End(String name, int port) {}

  private End end() {
    if (to.startsWith("[")) {
      IpPort address = IpPort.of(to);
      return new End(address.address().toString(), address.port());
    }
    int colon = to.lastIndexOf(':');
    if (colon < 1 || to.indexOf(':') != colon || !to.substring(colon + 1).matches("\\d{1,5}")) {
      throw new IllegalArgumentException(
          "'" + to + "' is no target; targets are IP:PORT, [IPV6]:PORT, NAME:PORT");
    }
    return new End(to.substring(0, colon), Integer.parseInt(to.substring(colon + 1)));
  }
}
