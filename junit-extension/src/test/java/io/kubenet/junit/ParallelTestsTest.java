package io.kubenet.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Tests that run at once have the clusters that they have alone. */
class ParallelTestsTest {

  private static final int TESTS = 500;

  /** What each repetition of one run saw. */
  static final class Notes {
    private final Map<Integer, String> notes = new ConcurrentSkipListMap<>();
  }

  /** Gives tests the notes of their run, which hang on its root context. */
  static final class NotesResolver implements ParameterResolver {

    private static final ThreadLocal<Notes> OF_THIS_RUN = new InheritableThreadLocal<>();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Notes.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return OF_THIS_RUN.get();
    }
  }

  @KubeNetTest(
      manifests = "shop.yaml",
      nodes = {"node-a", "node-b"})
  @ExtendWith(NotesResolver.class)
  static class Repeated {

    @InjectCluster private Cluster field;

    @RepeatedTest(TESTS)
    void connects(Cluster cluster, RepetitionInfo repetition, Notes notes) {
      assertThat(field).isSameAs(cluster);
      if (repetition.getCurrentRepetition() % 2 == 0) {
        cluster.markUnready("shop/api-" + (1 + repetition.getCurrentRepetition() / 2 % 2));
      }

      notes.notes.put(
          repetition.getCurrentRepetition(),
          cluster.pod("shop/client").sampleConnectionsTo("api.shop", 80, 5)
              + "\n"
              + cluster.pod("shop/client").connectTo("api.shop", 80)
              + cluster.manifest());
    }
  }

  @Test
  void parallelTestsSeeWhatTheySeeAlone() {
    Map<Integer, String> alone = run(Map.of());

    Map<Integer, String> together =
        run(
            Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "8"));

    assertThat(alone).hasSize(TESTS);
    assertThat(together).isEqualTo(alone);
    assertThat(alone.get(1)).isEqualTo(alone.get(3)).isNotEqualTo(alone.get(2));
  }

  private static Map<Integer, String> run(Map<String, String> parameters) {
    Notes notes = new Notes();
    NotesResolver.OF_THIS_RUN.set(notes);
    EngineTestKit.engine("junit-jupiter")
        .configurationParameters(parameters)
        .selectors(DiscoverySelectors.selectClass(Repeated.class))
        .execute()
        .testEvents()
        .assertStatistics(counts -> counts.started(TESTS).succeeded(TESTS));
    NotesResolver.OF_THIS_RUN.remove();
    return notes.notes;
  }
}
