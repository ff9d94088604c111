package io.kubenet.trace;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;

/** Why a connection, or the way of a packet, ended as it did; prints itself as a sentence. */
public sealed interface Cause {

  /** The hosts and addresses that it names. */
  Parties parties();

  /** The rule that did it, where it was one. */
  default Optional<RuleRef> rule() {
    return Optional.empty();
  }

  /** The decision of network policies that did it, where it was one. */
  default Optional<PolicyDecision> decision() {
    return Optional.empty();
  }

  /**
   * A socket answered.
   *
   * @param by who has the socket: {@code pod shop/api-1}
   */
  record Served(String by) implements Cause {
    @Override
    public Parties parties() {
      return Parties.host(by);
    }

    @Override
    public String toString() {
      return "served by " + by;
    }
  }

  /**
   * A rule, or the policy of a chain, dropped or rejected the packet.
   *
   * @param by the rule
   */
  record ByRule(RuleRef by) implements Cause {
    @Override
    public Parties parties() {
      return Parties.none();
    }

    @Override
    public Optional<RuleRef> rule() {
      return Optional.of(by);
    }

    @Override
    public String toString() {
      return by.toString();
    }
  }

  /**
   * Network policies denied the packet.
   *
   * @param denial their decision
   */
  record ByPolicy(PolicyDecision denial) implements Cause {
    @Override
    public Parties parties() {
      return denial.parties();
    }

    @Override
    public Optional<PolicyDecision> decision() {
      return Optional.of(denial);
    }

    @Override
    public String toString() {
      return denial.toString();
    }
  }

  /**
   * A host has no socket on the port, and says so.
   *
   * @param host the host
   * @param protocol the protocol
   * @param port the address and port
   */
  record ClosedPort(String host, Protocol protocol, IpPort port) implements Cause {
    @Override
    public Parties parties() {
      return Parties.of(host, port.address());
    }

    @Override
    public String toString() {
      return host + " does not listen on " + protocol + " " + port;
    }
  }

  /**
   * A host has no socket that knows the connection of a packet, and resets it.
   *
   * @param host the host
   * @param packet the packet as it arrived
   */
  record UnknownConnection(String host, Packet packet) implements Cause {
    @Override
    public Parties parties() {
      return new Parties(List.of(host), List.of(packet.source(), packet.destination()));
    }

    @Override
    public String toString() {
      return host + " knows no connection " + packet;
    }
  }

  /**
   * A host got the packet and never answers.
   *
   * @param host the host
   */
  record Silent(String host) implements Cause {
    @Override
    public Parties parties() {
      return Parties.host(host);
    }

    @Override
    public String toString() {
      return "nothing on " + host + " answers";
    }
  }

  /**
   * No host on the link has the address: ARP or neighbour discovery gets no answer.
   *
   * @param address the address
   */
  record NoNeighbour(IpAddress address) implements Cause {
    @Override
    public Parties parties() {
      return Parties.addresses(address);
    }

    @Override
    public String toString() {
      return "no host on the link answers for " + address;
    }
  }

  /**
   * A host has no route to the destination.
   *
   * @param host the host
   * @param destination the destination
   */
  record NoRoute(String host, IpAddress destination) implements Cause {
    @Override
    public Parties parties() {
      return Parties.of(host, destination);
    }

    @Override
    public String toString() {
      return host + " has no route to " + destination;
    }
  }

  /**
   * The sender's node is switched off.
   *
   * @param node the node's name
   */
  record NodeDown(String node) implements Cause {
    @Override
    public Parties parties() {
      return Parties.host(node);
    }

    @Override
    public String toString() {
      return "node " + node + " is down";
    }
  }

  /**
   * A node does not route a packet with an address that cannot come from a link.
   *
   * @param node the node's name
   * @param kind which of its addresses that is
   * @param address the address
   */
  record Martian(String node, MartianKind kind, IpAddress address) implements Cause {
    @Override
    public Parties parties() {
      return Parties.of(node, address);
    }

    @Override
    public String toString() {
      return switch (kind) {
        case LOOPBACK_SOURCE -> "martian source " + address + " on " + node;
        case LOOPBACK_DESTINATION -> "martian destination " + address + " on " + node;
        case OWN_SOURCE -> "martian source " + address + " on " + node + ", the node's own address";
      };
    }
  }

  /** What makes a packet a martian. */
  enum MartianKind {
    LOOPBACK_SOURCE,
    LOOPBACK_DESTINATION,
    /** The source is an address of the node that got the packet. */
    OWN_SOURCE
  }

  /**
   * A node sends nothing from its loopback to another host while route_localnet is off.
   *
   * @param node the node's name
   * @param source the source address
   */
  record LocalnetNotRouted(String node, IpAddress source) implements Cause {
    @Override
    public Parties parties() {
      return Parties.of(node, source);
    }

    @Override
    public String toString() {
      return "route_localnet is off: " + source + " cannot leave " + node;
    }
  }

  /**
   * A bridge without hairpin mode does not send a packet back to the port that it came from.
   *
   * @param node the node whose bridge it is
   */
  record HairpinOff(String node) implements Cause {
    @Override
    public Parties parties() {
      return Parties.host(node);
    }

    @Override
    public String toString() {
      return "hairpin mode is off: the bridge of "
          + node
          + " gives no packet back to the port that it came from";
    }
  }

  /** The packet went round until its time to live was over. */
  record TimeToLiveExceeded() implements Cause {
    @Override
    public Parties parties() {
      return Parties.none();
    }

    @Override
    public String toString() {
      return "the packet went round until its time to live was over";
    }
  }

  /**
   * The gateway drops what is for an address that no host behind it has.
   *
   * @param destination the address
   */
  record GatewayDropped(IpAddress destination) implements Cause {
    @Override
    public Parties parties() {
      return Parties.addresses(destination);
    }

    @Override
    public String toString() {
      return "the gateway drops packets for " + destination + ", which no host has";
    }
  }

  /**
   * The address is a Service's, and no rule of kube-proxy takes what was sent there.
   *
   * @param address the address
   * @param why whose it is, and why no rule takes it: {@code Service shop/api, which has no port
   *     8080/TCP; its ports are 80/TCP http}
   */
  record NotServed(IpAddress address, String why) implements Cause {
    @Override
    public Parties parties() {
      return Parties.addresses(address);
    }

    @Override
    public String toString() {
      return address + " is " + why;
    }
  }

  /**
   * A host that forwards nothing got a packet for another address than its own.
   *
   * @param host the host
   * @param destination the address
   */
  record Misdelivered(String host, IpAddress destination) implements Cause {
    @Override
    public Parties parties() {
      return Parties.of(host, destination);
    }

    @Override
    public String toString() {
      return host + " received a packet for " + destination + ", which is not one of its addresses";
    }
  }

  /**
   * The answer did not come home.
   *
   * @param cause why
   */
  record ReplyLost(Cause cause) implements Cause {
    @Override
    public Parties parties() {
      return cause.parties();
    }

    @Override
    public Optional<RuleRef> rule() {
      return cause.rule();
    }

    @Override
    public Optional<PolicyDecision> decision() {
      return cause.decision();
    }

    @Override
    public String toString() {
      return "the reply was lost: " + cause;
    }
  }

  /**
   * The answer went to another host than the sender.
   *
   * @param host that host
   */
  record ReplyStrayed(String host) implements Cause {
    @Override
    public Parties parties() {
      return Parties.host(host);
    }

    @Override
    public String toString() {
      return "the reply went to " + host;
    }
  }

  /**
   * The answer came home from or to other ends than the request was sent to and from, so that the
   * socket does not know it.
   *
   * @param reply the ends of the reply
   * @param expected the ends that the socket waits for
   */
  record ReplyMismatched(Ends reply, Ends expected) implements Cause {
    @Override
    public Parties parties() {
      return Parties.addresses(
          reply.source().address(),
          reply.destination().address(),
          expected.source().address(),
          expected.destination().address());
    }

    @Override
    public String toString() {
      return "the reply came " + reply + ", not " + expected;
    }
  }

  /**
   * The two ends of a packet.
   *
   * @param source where it comes from
   * @param destination where it goes to
   */
  record Ends(IpPort source, IpPort destination) {

    public static Ends of(Packet packet) {
      return new Ends(packet.sourceEnd(), packet.destinationEnd());
    }

    /** The ends of what answers. */
    @SuppressWarnings("ArgumentSelectionDefectChecker") // an answer goes back
    public Ends swapped() {
      return new Ends(destination, source);
    }

    @Override
    public String toString() {
      return "from " + source + " to " + destination;
    }
  }

  /** The conntrack table of the node was full. */
  record ConntrackFull() implements Cause {
    @Override
    public Parties parties() {
      return Parties.none();
    }

    @Override
    public String toString() {
      return "conntrack: table full";
    }
  }

  /**
   * Another connection of the node has the ends that this one was translated to.
   *
   * @param protocol the protocol
   * @param ends the ends
   */
  record ConntrackClash(Protocol protocol, Ends ends) implements Cause {
    @Override
    public Parties parties() {
      return Parties.addresses(ends.source().address(), ends.destination().address());
    }

    @Override
    public String toString() {
      return "conntrack: there is another " + protocol + " connection " + ends;
    }
  }

  /**
   * A connection was masqueraded for one interface and now leaves by another.
   *
   * @param masqueradedBy the interface that it was masqueraded for
   * @param leavesBy the one that it leaves by
   */
  record InterfaceChanged(String masqueradedBy, String leavesBy) implements Cause {
    @Override
    public Parties parties() {
      return Parties.none();
    }

    @Override
    public String toString() {
      return "masqueraded by interface " + masqueradedBy + ", now leaves by " + leavesBy;
    }
  }

  /**
   * A rule translates to the address of an interface that has none.
   *
   * @param by the rule
   * @param device the interface
   */
  record NoInterfaceAddress(RuleRef by, String device) implements Cause {
    @Override
    public Parties parties() {
      return Parties.none();
    }

    @Override
    public Optional<RuleRef> rule() {
      return Optional.of(by);
    }

    @Override
    public String toString() {
      return "interface '" + device + "' has no address";
    }
  }

  /**
   * A name could not be resolved.
   *
   * @param name the name, as it was asked for
   * @param summary what the resolver said, and which name would do: {@code 'web': Name or service
   *     not known}
   */
  record UnknownName(String name, String summary) implements Cause {
    @Override
    public Parties parties() {
      return Parties.none();
    }

    @Override
    public String toString() {
      return summary;
    }
  }
}
