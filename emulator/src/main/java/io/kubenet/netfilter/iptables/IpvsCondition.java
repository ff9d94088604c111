package io.kubenet.netfilter.iptables;

import io.kubenet.netfilter.Passage;
import io.kubenet.netfilter.VirtualService;
import io.kubenet.ruleset.iptables.match.IpvsMatch;
import io.kubenet.ruleset.iptables.match.Negatable;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The virtual server that the packet's connection is of (ipvs_mt of xt_ipvs.c, Linux 6.1): a packet
 * that ip_vs did not handle has none, and never matches.
 */
record IpvsCondition(IpvsMatch match) implements Condition {

  @Override
  public boolean holds(Passage passage) {
    Optional<VirtualService> service = passage.buffer().virtualService();
    return service.isPresent() && isAsked(service.get());
  }

  private boolean isAsked(VirtualService service) {
    return holds(match.protocol(), number -> number == service.protocol().number())
        && holds(match.address(), mask -> mask.contains(service.address().address()))
        && holds(match.port(), port -> port == service.address().port());
  }

  private static <T> boolean holds(Optional<Negatable<T>> asked, Predicate<T> test) {
    return asked.isEmpty() || asked.get().holdsWhere(test.test(asked.get().value()));
  }
}
