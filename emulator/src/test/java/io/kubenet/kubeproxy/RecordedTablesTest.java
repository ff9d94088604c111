package io.kubenet.kubeproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.kubeproxy.sync.Sync;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables in nftables mode are those that kube-proxy 1.31 to 1.36 wrote, for both families. */
final class RecordedTablesTest {

  static Stream<Recording> recordings() {
    return Recording.ofMode("nftables");
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void tableIsThatOfTheRealKubeProxy(Recording recording) {
    KubeProxy kubeProxy = new KubeProxy(recording.config(), recording.family());

    Sync sync = kubeProxy.sync(recording.node(), recording.cluster());

    NftablesRuleset written = sync.rules().nftables().get(0);
    assertThat(ListedTable.of(written))
        .containsExactlyEntriesOf(ListedTable.of(NftablesRuleset.parse(recording.rules())));
    assertThat(NftablesRuleset.parse(written.text())).isEqualTo(written);
  }
}
