package io.kubenet.netfilter.ipset;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.ruleset.ipset.Ipset;
import io.kubenet.ruleset.ipset.IpsetReader;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpsetRulesTest {

  /** What {@code ipset save} printed is printed again just as it was. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "create a hash:ip family inet hashsize 1024 maxelem 65536\nadd a 10.0.0.1\n",
        "create a hash:ip,port family inet6 hashsize 1024 maxelem 65536\nadd a fd00::1,tcp:80\n",
        "create a bitmap:port range 0-65535\nadd a 80\n",
        "create a hash:net family inet\nadd a 10.0.0.0/8\nadd a 10.1.0.0/16 nomatch\n",
        "create a hash:net,iface family inet\nadd a 10.0.0.0/8,eth0\n",
        "create a list:set size 8\nadd a b\n",
      })
  void listingIsReadAndPrintedAlike(String listing) {
    assertThat(read(listing).stream().map(Ipset::text).collect(Collectors.joining()))
        .isEqualTo(listing);
  }

  @Test
  void setOfTheOtherFamilyIsTold() {
    assertThat(read("create a hash:ip family inet6\n").get(0).isIpv6()).isTrue();
  }

  private static List<Ipset> read(String listing) {
    IpsetReader reader = new IpsetReader();
    listing.lines().forEach(reader::read);
    return reader.sets();
  }
}
