package io.kubenet.netfilter.nftables;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.netfilter.Judgement;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.AddressRange;
import io.kubenet.ruleset.NatRange;
import io.kubenet.ruleset.PortRange;
import io.kubenet.ruleset.nftables.Translation;
import io.kubenet.ruleset.nftables.Value;
import io.kubenet.trace.RuleRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Compiles the statements that translate addresses. */
final class TranslationCompiler {

  private final RulePlace place;
  private final ExpressionCompiler expressions;
  private final Supplier<RuleRef> rule;

  TranslationCompiler(RulePlace place, ExpressionCompiler expressions) {
    this.place = place;
    this.expressions = expressions;
    this.rule = place::reference;
  }

  Operation compile(Translation translation) {
    Function<Passage, Optional<NatRange>> target =
        translation.target().map(this::target).orElse(passage -> Optional.of(NatRange.NONE));
    return passage ->
        target
            .apply(passage)
            .filter(range -> isFor(passage.packet().family(), translation, range))
            .map(range -> withFlags(range, translation.flags()))
            .map(range -> Progress.decided(translate(translation.kind(), range, passage)))
            .orElse(Progress.NEXT_RULE);
  }

  /** In a table of both families, rules that name addresses are for packets of theirs alone. */
  private static boolean isFor(IpFamily family, Translation translation, NatRange range) {
    return translation.family().filter(only -> !only.includes(family)).isEmpty()
        && range.addresses().filter(to -> to.first().family() != family).isEmpty();
  }

  private Judgement translate(Translation.Kind kind, NatRange range, Passage passage) {
    return switch (kind) {
      case DNAT, SNAT -> passage.translate(range, rule);
      case MASQUERADE -> passage.masquerade(range, rule);
      case REDIRECT -> passage.redirect(range, rule);
    };
  }

  private NatRange withFlags(NatRange range, List<String> flags) {
    NatRange flagged = range;
    for (String flag : flags) {
      flagged = flagged.with(flag(flag));
    }
    return flagged;
  }

  private NatRange.Flag flag(String keyword) {
    return switch (keyword) {
      case "random" -> NatRange.Flag.RANDOM;
      case "fully-random" -> NatRange.Flag.RANDOM_FULLY;
      case "persistent" -> NatRange.Flag.PERSISTENT;
      default -> throw notModelled(keyword);
    };
  }

  private Function<Passage, Optional<NatRange>> target(Translation.Target target) {
    if (target instanceof Translation.Fixed fixed) {
      Optional<NatRange> range = Optional.of(range(fixed));
      return passage -> range;
    }
    if (target instanceof Translation.Computed computed) {
      Source address = computed.address().accept(expressions);
      return passage -> address.read(passage).map(datum -> NatRange.to((IpAddress) datum));
    }
    Source end = ((Translation.ComputedWithPort) target).addressAndPort().accept(expressions);
    return passage -> end.read(passage).map(datum -> NatRange.to(end(datum)));
  }

  private IpPort end(Object datum) {
    if (datum instanceof List<?> parts
        && parts.get(0) instanceof IpAddress address
        && parts.get(1) instanceof Long port) {
      return new IpPort(address, Math.toIntExact(port));
    }
    throw notModelled("an address and a port of " + datum);
  }

  private NatRange range(Translation.Fixed fixed) {
    NatRange range =
        fixed
            .address()
            .map(value -> NatRange.NONE.withAddresses(addresses(value)))
            .orElse(NatRange.NONE);
    return fixed.port().map(value -> range.withPorts(ports(value))).orElse(range);
  }

  private AddressRange addresses(Value value) {
    if (value instanceof Value.Range range) {
      return new AddressRange(address(range.first()), address(range.last()));
    }
    return AddressRange.of(address(value));
  }

  private IpAddress address(Value value) {
    if (value instanceof Value.Address address) {
      return address.address();
    }
    throw notModelled(value.text());
  }

  private PortRange ports(Value value) {
    return value instanceof Value.Range range
        ? new PortRange(port(range.first()), port(range.last()))
        : PortRange.of(port(value));
  }

  private int port(Value value) {
    if (value instanceof Value.Numeric numeric) {
      return Math.toIntExact(numeric.number());
    }
    throw notModelled(value.text());
  }

  private IllegalArgumentException notModelled(String what) {
    return new IllegalArgumentException(
        place.reference() + ": '" + what + "' is not modelled in: " + place.rule().text());
  }
}
