package io.kubenet.ruleset.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.Mutations;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MutatedTextTest {

  @Property
  void whatIsReadIsPrintedAsAFixpointAndWhatIsNotIsAClearError(@ForAll("mutations") String text) {
    try {
      String printed = IptablesRuleset.parseLeniently(IpFamily.IPV4, text).text();
      assertThat(IptablesRuleset.parseLeniently(IpFamily.IPV4, printed).text()).isEqualTo(printed);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).matches("(?s)(line \\d+: |the text ends within table ).+");
    }
  }

  @Provide
  Arbitrary<String> mutations() {
    return Mutations.of(
        List.of(
            "session-affinity/v1.36/iptables/node1.rules",
            "loadbalancer-source-ranges/v1.36/iptables/node1.rules",
            "nodeport-localhost/v1.36/iptables/node1.rules"),
        "! ",
        "\"",
        " -m ",
        " -j ",
        "-A ",
        "\n",
        "/",
        ":",
        "-",
        " -p tcp ",
        " -m set --match-set x src,dst",
        " -m limit --limit 5/min",
        " -m recent --update --rttl",
        " -m owner --uid-owner 5",
        " -j REDIRECT --to-ports 80",
        " -m multiport --dports 1:2,",
        " [unsupported revision] ",
        "0x");
  }
}
