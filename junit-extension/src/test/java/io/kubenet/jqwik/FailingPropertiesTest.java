package io.kubenet.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.kubenet.Cluster;
import io.kubenet.junit.ClusterDiagnostics;
import io.kubenet.junit.KubeNetTest;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What failing properties of every kind report. */
class FailingPropertiesTest {

  @KubeNetTest
  static class Shrinking {
    @Property(seed = "1")
    void fails(@ForAll @Pods(max = 6) ClusterSpec spec, Cluster cluster) {
      cluster.pod(spec.pods().get(0).fullName()).everyConnectionTo("10.244.1.250", 8080);
      assertThat(spec.pods().size()).isLessThan(3);
    }
  }

  @Test
  void shrunkClusterIsReportedAsAManifest() {
    String report = report(onlyFailure(Shrinking.class));

    assertThat(report)
        .startsWith(
            "the test's cluster: iptables, Kubernetes 1.36, IPv4, seed 0\nto run it again: ")
        .contains("-Dtest='" + Shrinking.class.getName() + "#fails'")
        .contains("connection, also told by: kubenet trace -f cluster.yaml");
    assertThat(report.split("kind: Pod\n", -1)).as("three pods are enough").hasSize(4);
  }

  @KubeNetTest
  static class InExample {
    @Example
    void fails(Cluster cluster) {
      throw new IllegalStateException(cluster.config().toString());
    }
  }

  @KubeNetTest
  static class BeforeTries {
    @BeforeTry
    void fails(Cluster cluster) {
      throw new IllegalStateException(cluster.config().toString());
    }

    @Example
    void isNeverRun() {}
  }

  @Test
  void examplesReportToo() {
    assertThat(report(onlyFailure(InExample.class))).contains("#fails'");
    assertThat(onlyFailure(BeforeTries.class)).hasMessageContaining("seed 0");
  }

  static class NoAnnotation {
    @Example
    void fails(Cluster cluster) {}
  }

  @KubeNetTest(manifests = "shoop.yaml")
  static class MissingManifest {
    @Example
    void fails(Cluster cluster) {}
  }

  @Test
  void mistakesAreNamed() {
    assertThat(onlyFailure(NoAnnotation.class))
        .hasMessageContaining("No matching resolver could be found");
    assertThat(onlyFailure(MissingManifest.class))
        .hasMessageContaining("@KubeNetTest(manifests = \"shoop.yaml\"): no such resource beside");
  }

  private static String report(Throwable failure) {
    assertThat(failure.getSuppressed()).hasSize(1).hasOnlyElementsOfType(ClusterDiagnostics.class);
    return failure.getSuppressed()[0].getMessage();
  }

  private static Throwable onlyFailure(Class<?> properties) {
    List<Throwable> failures =
        EngineTestKit.engine("jqwik")
            .configurationParameter("jqwik.database", "")
            .configurationParameter("jqwik.reporting.usejunitplatform", "true")
            .selectors(selectClass(properties))
            .execute()
            .allEvents()
            .failed()
            .stream()
            .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
            .flatMap(result -> result.getThrowable().stream())
            .toList();
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }
}
