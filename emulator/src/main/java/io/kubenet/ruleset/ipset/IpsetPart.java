package io.kubenet.ruleset.ipset;

import io.kubenet.net.Cidr;
import java.util.Optional;

/** One part of an entry of a set. */
public sealed interface IpsetPart {

  /** The part as {@code ipset save} lists it. */
  String text();

  /** The part as it is given to {@code ipset add}. */
  default String written() {
    return text();
  }

  /**
   * An address, or a block of them.
   *
   * @param cidr the block
   * @param isNet whether the type of the set calls it a {@code net}
   */
  record Block(Cidr cidr, boolean isNet) implements IpsetPart {

    @Override
    public String text() {
      return cidr.isHost() ? cidr.address().toString() : cidr.toString();
    }

    @Override
    public String written() {
      return isNet ? cidr.address() + "/" + cidr.prefixLength() : text();
    }
  }

  /**
   * A port.
   *
   * @param protocol the name of its protocol; empty where the set is of ports alone
   * @param port the port
   */
  record Port(Optional<String> protocol, int port) implements IpsetPart {

    @Override
    public String text() {
      return protocol.map(name -> name + ":").orElse("") + port;
    }
  }

  /**
   * Anything else: an interface, a mark, the name of another set.
   *
   * @param text the text
   */
  record Word(String text) implements IpsetPart {}
}
