package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the emulator against connections that were made through real kernels. */
class RecordedProbesTest {

  static List<RecordedScenario> scenarios() {
    return RecordedScenario.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void emulatorAnswersAsTheRealClusterDid(RecordedScenario scenario) {
    Cluster cluster = scenario.cluster();

    String differences =
        scenario.probes().stream()
            .map(probe -> difference(probe, cluster, scenario))
            .collect(Collectors.joining());

    assertThat(differences).isEmpty();
  }

  private static String difference(
      RecordedProbe probe, Cluster cluster, RecordedScenario scenario) {
    Map<String, Double> told = probe.told(cluster);
    boolean isSticky = scenario.toString().contains("session-affinity");
    return probe.isSampleOf(told) || (isSticky && probe.isOneOf(told))
        ? ""
        : "%s:%n  real     %s%n  emulator %s%n".formatted(probe, probe.seen(), told);
  }
}
