package io.kubenet;

import io.kubenet.chance.Chance;
import io.kubenet.dataplane.Place;
import io.kubenet.dns.Reply;
import io.kubenet.dns.Resolution;
import io.kubenet.net.IpAddress;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Verdict;
import java.util.Optional;

/**
 * The addresses that targets stand for where they are asked.
 *
 * @param resolver resolves names
 */
record Names(ClusterResolver resolver) {

  /** What a target came to: an address, or what the one who asked sees instead. */
  record Found(Optional<IpAddress> address, Outcome otherwise) {

    private static final Outcome IS_ADDRESS = Outcome.of(Verdict.ESTABLISHED, "an address");

    private static Found at(Optional<IpAddress> address) {
      return new Found(address, IS_ADDRESS);
    }
  }

  /** The address that is tried first. */
  Found resolve(Target target, Place from, Chance chance) {
    if (target.address().isPresent()) {
      return Found.at(target.address());
    }
    Resolution resolution = resolver.resolve(target.name(), from, chance);
    return resolution.isFound()
        ? Found.at(resolution.addresses().stream().findFirst())
        : new Found(Optional.empty(), Outcome.of(verdict(resolution), resolution.summary()));
  }

  /** A name that nobody could be asked for fails as the question did. */
  private static Verdict verdict(Resolution resolution) {
    return resolution.lastFailure().map(Names::verdict).orElse(Verdict.NXDOMAIN);
  }

  private static Verdict verdict(Reply.Failed failed) {
    return switch (failed.failure()) {
      case TIMED_OUT -> Verdict.TIMED_OUT;
      case REFUSED -> Verdict.REFUSED;
      case NOT_SENT -> Verdict.NXDOMAIN;
    };
  }
}
