package io.kubenet.dns;

import com.google.common.base.Joiner;
import com.google.common.collect.Lists;
import io.kubenet.dns.message.DomainName;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.Optional;

/** Names of addresses: in-addr.arpa and ip6.arpa. */
final class ReverseName {

  private static final DomainName IPV4 = DomainName.of("in-addr.arpa");
  private static final DomainName IPV6 = DomainName.of("ip6.arpa");
  private static final int NIBBLES = 4;

  private ReverseName() {}

  private static boolean isReverse(DomainName zone) {
    return zone.isIn(IPV4) || zone.isIn(IPV6);
  }

  /** Whether it is below one of the two domains. */
  static boolean isBelow(DomainName name) {
    return isReverse(name) && name.size() > 2;
  }

  /** The address that a name stands for: ExtractAddressFromReverse of CoreDNS v1.13.1. */
  static Optional<IpAddress> address(DomainName name) {
    if (!isBelow(name)) {
      return Optional.empty();
    }
    List<String> labels = name.reversed().subList(2, name.size());
    String text = name.isIn(IPV4) ? Joiner.on('.').join(labels) : ofNibbles(labels);
    return Optional.of(text).filter(IpAddress::isAddress).map(IpAddress::of);
  }

  private static String ofNibbles(List<String> labels) {
    return Joiner.on(':')
        .join(
            Lists.partition(labels, NIBBLES).stream()
                .filter(group -> group.size() == NIBBLES)
                .map(group -> Joiner.on("").join(group))
                .iterator());
  }
}
