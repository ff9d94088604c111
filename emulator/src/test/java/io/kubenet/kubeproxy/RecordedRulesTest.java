package io.kubenet.kubeproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.kubeproxy.sync.Sync;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedRulesTest {

  static Stream<Recording> recordings() {
    return Recording.ofMode("iptables");
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void rulesAreThoseOfTheRealKubeProxy(Recording recording) {
    KubeProxy kubeProxy = new KubeProxy(recording.config(), recording.family());

    Sync sync = kubeProxy.sync(recording.node(), recording.cluster());

    assertThat(ListedRules.of(sync.rules().text())).isEqualTo(ListedRules.of(recording.rules()));
  }
}
