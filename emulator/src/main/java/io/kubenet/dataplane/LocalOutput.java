package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.netfilter.Hook;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Step;
import io.kubenet.trace.Verdict;
import java.util.Optional;

/** A packet that a process or the kernel of a node made, on its way out. */
record LocalOutput(Passage passage) {

  Next send() {
    IpAddress asked = passage.packet().destination();
    return leave(asked)
        .or(() -> passage.judge(Hook.OUTPUT).map(this::refusedLocally))
        .or(() -> destination().equals(asked) ? Optional.empty() : leave(destination()))
        .orElseGet(() -> passage.node().owns(destination()) ? loopBack() : transmit());
  }

  /**
   * Sends what ip_vs has translated: a packet of this host, or one that came for it and is now for
   * another. Policies of pods judge the latter, as they judge what is forwarded.
   */
  Next sendOn() {
    return leave(destination())
        .or(() -> passage.judge(Hook.OUTPUT))
        .or(this::judgedByPolicies)
        .orElseGet(this::transmit);
  }

  private Optional<Next> judgedByPolicies() {
    return passage.buffer().inInterface().isPresent()
        ? NetworkPolicies.judge(passage)
        : Optional.empty();
  }

  private IpAddress destination() {
    return passage.packet().destination();
  }

  /** Sets the interface for a destination; ip_route_me_harder does so again after DNAT. */
  private Optional<Next> leave(IpAddress destination) {
    if (passage.node().owns(destination)) {
      passage.buffer().leaveBy(Interfaces.LOOPBACK);
      return Optional.empty();
    }
    Optional<NextHop> route = passage.node().routeTo(destination);
    if (route.isEmpty()) {
      return Optional.of(new Ending.NotSent(Causes.noRoute(passage.node(), destination)));
    }
    if (Martians.cannotLeave(passage.node(), passage.packet())) {
      return Optional.of(
          new Ending.Lost(
              Causes.lost(
                  new Cause.LocalnetNotRouted(passage.node().name(), passage.packet().source()))));
    }
    passage.buffer().leaveBy(route.get().device());
    return Optional.empty();
  }

  private Next loopBack() {
    return passage
        .judge(Hook.POSTROUTING)
        .map(this::refusedLocally)
        .or(
            () -> {
              passage.buffer().comeBackBy(Interfaces.LOOPBACK);
              return passage.judge(Hook.PREROUTING);
            })
        .or(() -> passage.judge(Hook.INPUT))
        .orElseGet(passage::arrived);
  }

  private Next transmit() {
    NextHop route = passage.node().routeTo(destination()).orElseThrow();
    passage.note(new Step.Routed(route.route()));
    return passage
        .judge(Hook.POSTROUTING)
        .map(this::refusedLocally)
        .orElseGet(() -> passage.transmit(route));
  }

  /**
   * The sender of a datagram or an echo request is told EPERM when its own rules drop or reject it;
   * TCP and SCTP go on as if it were sent (tcp_connect and sctp_packet_transmit of Linux 6.18). Of
   * what ip_vs took over nobody is told.
   */
  private Next refusedLocally(Next next) {
    if (passage.buffer().virtualService().isPresent()) {
      return next;
    }
    return switch (passage.packet().protocol()) {
      case TCP, SCTP -> next;
      case UDP, ICMP, ICMPV6 -> new Ending.NotSent(notPermitted((Ending.Failed) next));
    };
  }

  private static Outcome notPermitted(Ending.Failed failed) {
    return failed.outcome().withVerdict(Verdict.NOT_PERMITTED);
  }
}
