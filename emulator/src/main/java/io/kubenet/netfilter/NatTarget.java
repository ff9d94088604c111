package io.kubenet.netfilter;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Packet;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.ruleset.AddressRange;
import io.kubenet.ruleset.NatRange;
import io.kubenet.trace.Cause;
import io.kubenet.trace.RuleRef;
import io.kubenet.trace.Step;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A rule that translates the packets of a connection: DNAT, SNAT, MASQUERADE and REDIRECT.
 *
 * @param passage the packet that it has met
 * @param rule the rule
 */
record NatTarget(Passage passage, Supplier<RuleRef> rule) {

  Judgement translate(NatRange range) {
    Packet before = passage.packet();
    Manipulation manipulation = Manipulation.at(passage.hook());
    passage.bind(range, manipulation);
    Nat.rewrite(passage.buffer(), manipulation);
    passage.record(() -> new Step.Translated(Optional.of(rule.get()), before, passage.packet()));
    return Judgement.Accepted.ACCEPTED;
  }

  Judgement masquerade(NatRange range) {
    Packet packet = passage.packet();
    passage
        .likeness()
        .askedWhether(packet.source(), IntervalSet.of(new IpAddress(packet.family(), 0, 0)));
    if (packet.source().isUnspecified()) {
      return Judgement.Accepted.ACCEPTED;
    }
    String outInterface = passage.buffer().outInterface().orElse("");
    if (packet.destination().isIpv6() && outInterface.equals("lo")) {
      passage.likeness().pin(packet.destination());
    }
    Optional<IpAddress> address =
        passage.host().masqueradeAddress(outInterface, packet.destination());
    if (address.isEmpty()) {
      return hasNoAddress(outInterface);
    }
    passage.tracking().connection().ifPresent(c -> c.masqueradeBy(outInterface));
    return translate(range.withAddresses(AddressRange.of(address.get())));
  }

  Judgement redirect(NatRange range) {
    return hostAddress()
        .map(address -> translate(range.withAddresses(AddressRange.of(address))))
        .orElseGet(() -> hasNoAddress(passage.buffer().inInterface().orElse("")));
  }

  private Optional<IpAddress> hostAddress() {
    Packet packet = passage.packet();
    return passage.hook() == Hook.OUTPUT
        ? Optional.of(IpAddress.of(packet.source().isIpv4() ? "127.0.0.1" : "::1"))
        : passage.buffer().inInterface().flatMap(name -> firstAddress(name, packet.family()));
  }

  private Optional<IpAddress> firstAddress(String interfaceName, IpFamily family) {
    Optional<IpAddress> first = passage.host().firstAddress(interfaceName, family);
    passage
        .likeness()
        .keepInterface(
            interfaceName, other -> passage.host().firstAddress(other, family).equals(first));
    return first;
  }

  private Judgement hasNoAddress(String interfaceName) {
    return new Judgement.Dropped(new Cause.NoInterfaceAddress(rule.get(), interfaceName));
  }
}
