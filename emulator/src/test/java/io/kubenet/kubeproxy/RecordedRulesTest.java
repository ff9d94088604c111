package io.kubenet.kubeproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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

    Map<String, List<String>> rules = ListedRules.of(sync.ruleset().text());
    if (!recording.saysHealthCheckNodePort()) {
      // The recorded kube-proxies had no API server to allocate one.
      rules.replaceAll((chain, listed) -> withoutHealthChecks(listed));
    }
    assertThat(rules).isEqualTo(ListedRules.of(recording.rules()));
  }

  private static List<String> withoutHealthChecks(List<String> rules) {
    return rules.stream().filter(rule -> !rule.contains(" health check node port\"")).toList();
  }
}
