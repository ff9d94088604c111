package io.kubenet.ruleset.nftables;

import static org.assertj.core.api.Assertions.assertThat;

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
      String printed = NftablesRuleset.parseLeniently(text).text();
      assertThat(NftablesRuleset.parseLeniently(printed).text()).isEqualTo(printed);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).matches("(?s)(line \\d+: |table \\S+ \\S+, chain \\S+: ).+");
    }
  }

  @Provide
  Arbitrary<String> mutations() {
    return Mutations.of(
        List.of(
            "session-affinity/v1.36/nftables/node1.rules",
            "loadbalancer-source-ranges/v1.36/nftables/node1.rules",
            "session-affinity/v1.31/nftables/node1.rules"),
        "{ ",
        " }",
        "\"",
        " jump ",
        " map ",
        " vmap ",
        "\n",
        " . ",
        ":",
        "-",
        " tcp dport ",
        " & ",
        " set ",
        " limit rate over 5/minute burst 3 packets ",
        " quota over 5 mbytes ",
        " # xt_recent counter packets 0 bytes 0 ",
        " counter packets 0 bytes 0 ",
        "\nflags dormant\n",
        " comment \"here\" ",
        " meta mark set ",
        " fib saddr . iif oif missing ",
        "\ncounter c { packets 0 bytes 0 }\n",
        " type ether_addr ",
        " dnat ip to ",
        "@",
        "0x");
  }
}
