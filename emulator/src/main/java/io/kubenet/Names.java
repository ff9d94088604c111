package io.kubenet;

import io.kubenet.chance.choice.Chance;
import io.kubenet.dataplane.Place;
import io.kubenet.dns.message.Reply;
import io.kubenet.dns.message.Resolution;
import io.kubenet.net.IpAddress;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Verdict;
import java.util.function.Function;

/**
 * The addresses that targets stand for where they are asked.
 *
 * @param resolver resolves names
 */
record Names(ClusterResolver resolver) {

  /** What a target came to: an address, or what the one who asked sees instead. */
  sealed interface Found {

    <T> T either(Function<IpAddress, T> found, Function<Outcome, T> failed);
  }

  private record At(IpAddress address) implements Found {
    @Override
    public <T> T either(Function<IpAddress, T> found, Function<Outcome, T> failed) {
      return found.apply(address);
    }
  }

  private record Failed(Outcome outcome) implements Found {
    @Override
    public <T> T either(Function<IpAddress, T> found, Function<Outcome, T> failed) {
      return failed.apply(outcome);
    }
  }

  /** The address that is tried first. */
  Found resolve(Target target, Place from, Chance chance) {
    return target
        .address()
        .<Found>map(At::new)
        .orElseGet(() -> found(target.name(), resolver.resolve(target.name(), from, chance)));
  }

  private static Found found(String name, Resolution resolution) {
    return resolution.addresses().stream()
        .findFirst()
        .<Found>map(At::new)
        .orElseGet(
            () ->
                new Failed(
                    new Outcome(
                        verdict(resolution), new Cause.UnknownName(name, resolution.summary()))));
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
