package io.kubenet.explain;

import io.kubenet.trace.Route;

/** What a route means. */
final class RouteSentence {

  private RouteSentence() {}

  static String of(Route route) {
    if (route instanceof Route.ByDefault byDefault) {
      return "no nearer route: goes to the gateway " + byDefault.gateway();
    }
    if (route instanceof Route.DefaultOnLink) {
      return "no nearer route: goes to whichever host has the address";
    }
    if (route instanceof Route.ViaRouter via) {
      return "goes to the next router, " + via.router();
    }
    if (route instanceof Route.Announced announced) {
      return announced.node() + " answers for " + announced.address() + ", an address of a Service";
    }
    if (route instanceof Route.ToHost to) {
      return to.host() + " has the address";
    }
    return onNetwork(route);
  }

  private static String onNetwork(Route route) {
    if (route instanceof Route.ViaNode via) {
      return "the pods of " + via.block() + " are on " + via.node();
    }
    return route instanceof Route.OnBridge bridge
        ? "the pods of " + bridge.block() + " are on this node's bridge"
        : "the address is on its own link";
  }
}
