package io.kubenet;

import io.kubenet.Reachability.Target;
import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Place;
import io.kubenet.net.IpPort;
import java.util.Optional;

/**
 * An address and port at which a Service or a pod can be reached.
 *
 * @param label what it is called: {@code shop/api:80 at node1:30080}
 * @param target whose address and port it is
 * @param kind what kind of address
 * @param node the node that has the address for itself, or that packets from outside reach first
 */
record Door(String label, Target target, Kind kind, Optional<String> node) {

  /** Kinds of addresses, by who can use them. */
  enum Kind {
    /** Known inside of the cluster alone. */
    INSIDE,
    /** An address of a node, or of a load balancer. */
    OPEN,
    /** An address that somebody outside routes to a node. */
    ROUTED,
    /** An address that a node has for itself. */
    OWN
  }

  static Door of(Kind kind, String label, Target target) {
    return new Door(label, target, kind, Optional.empty());
  }

  Door on(String other) {
    return new Door(label, target, kind, Optional.of(other));
  }

  Door via(String other) {
    return new Door(label + " via " + other, target, kind, Optional.of(other));
  }

  /** Whether somebody would come here. */
  boolean isFor(TrafficClient client) {
    boolean hasWay =
        switch (kind) {
          case INSIDE -> !client.isOutside();
          case OWN -> node.map(Place.OnNode::new).filter(client.place()::equals).isPresent();
          case ROUTED -> client.isOutside() == node.isPresent();
          case OPEN -> true;
        };
    return hasWay && client.canSpeakTo(target.address());
  }

  Attempt attempt(TrafficClient client) {
    Attempt attempt =
        Attempt.of(client.place(), target.protocol(), new IpPort(target.address(), target.port()));
    return node.filter(first -> kind == Kind.ROUTED).map(attempt::withVia).orElse(attempt);
  }
}
