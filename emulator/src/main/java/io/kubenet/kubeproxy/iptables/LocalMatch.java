package io.kubenet.kubeproxy.iptables;

import io.kubenet.kubeproxy.config.LocalTrafficDetector;
import io.kubenet.net.Cidr;
import io.kubenet.ruleset.iptables.match.AddressMask;
import io.kubenet.ruleset.iptables.match.InInterface;
import io.kubenet.ruleset.iptables.match.InterfaceName;
import io.kubenet.ruleset.iptables.match.Match;
import io.kubenet.ruleset.iptables.match.Negatable;
import io.kubenet.ruleset.iptables.match.Source;
import java.util.Optional;

/** The condition by which an iptables rule tells local traffic, or its opposite. */
final class LocalMatch implements LocalTrafficDetector.Visitor<Optional<Match>> {

  private static final LocalMatch LOCAL = new LocalMatch(/* isNegated= */ false);
  private static final LocalMatch NOT_LOCAL = new LocalMatch(/* isNegated= */ true);

  private final boolean isNegated;

  private LocalMatch(boolean isNegated) {
    this.isNegated = isNegated;
  }

  /** Holds for local traffic; empty if it can't be told. */
  static Optional<Match> ifLocal(LocalTrafficDetector detector) {
    return detector.accept(LOCAL);
  }

  /** Holds for all but local traffic; empty if it can't be told. */
  static Optional<Match> ifNotLocal(LocalTrafficDetector detector) {
    return detector.accept(NOT_LOCAL);
  }

  @Override
  public Optional<Match> none() {
    return Optional.empty();
  }

  @Override
  public Optional<Match> source(Cidr cidr) {
    return Optional.of(new Source(new Negatable<>(AddressMask.of(cidr), isNegated)));
  }

  @Override
  public Optional<Match> inInterface(String name) {
    return Optional.of(new InInterface(new Negatable<>(new InterfaceName(name), isNegated)));
  }

  @Override
  public Optional<Match> inInterfaces(String prefix) {
    return inInterface(prefix + "+");
  }
}
