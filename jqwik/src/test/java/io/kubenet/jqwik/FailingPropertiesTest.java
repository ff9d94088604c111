package io.kubenet.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.assertj.KubeNetSoftAssertions;
import io.kubenet.junit.ClusterDiagnostics;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Pod;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Group;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
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
    assertThat(report.lines().filter("kind: Pod"::equals)).as("three pods are enough").hasSize(3);
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

  @KubeNetTest
  static class Throwing {
    @Property(seed = "1")
    void fails(@ForAll @Pods(max = 6) ClusterSpec spec, Cluster cluster) {
      throw new IllegalStateException("thrown with " + spec.pods().size() + cluster.config());
    }
  }

  @KubeNetTest
  static class SayingNo {
    @Property(seed = "1")
    boolean fails(@ForAll @Services(max = 2) ClusterSpec spec, Cluster cluster) {
      return cluster.manifest().contains("kind: Ingress") || spec.services().isEmpty();
    }
  }

  @KubeNetTest
  static class Softly {
    @Property(seed = "1")
    void fails(@ForAll @Services(max = 2) TrafficSpec traffic, Cluster cluster) {
      KubeNetSoftAssertions softly = new KubeNetSoftAssertions();
      traffic.flows().forEach(f -> softly.assertThat(f.everyWayIn(cluster)).allAreRefused());
      softly.assertAll();
    }
  }

  @KubeNetTest
  static class Around {
    private final String thrown = "thrown inside of ";

    @Group
    class Inside {
      @Example
      void fails(Cluster cluster) {
        throw new IllegalStateException(thrown + cluster.config());
      }
    }
  }

  @KubeNetTest
  static class AfterTries {
    @Example
    void passes(Cluster cluster) {
      assertThat(cluster).isNotNull();
    }

    @AfterTry
    void fails(Cluster cluster) {
      throw new IllegalStateException("thrown after the try of " + cluster.config());
    }
  }

  @Test
  void failureOfEveryKindCarriesItsCluster() {
    assertThat(report(onlyFailure(Throwing.class))).contains("#fails'").contains("kind: Pod\n");
    assertThat(report(onlyFailure(SayingNo.class))).contains("kind: Service\n");
    assertThat(report(onlyFailure(Softly.class))).contains("kubenet trace -f cluster.yaml");
    assertThat(report(onlyFailure(Around.class))).contains("$Around$Inside#fails'");
    assertThat(report(onlyFailure(AfterTries.class))).contains("#passes'");
  }

  @Test
  void throwingPropertyIsShrunkToThePlainestCluster() {
    assertThat(report(onlyFailure(Throwing.class)).lines().filter(line -> line.startsWith("kind:")))
        .containsExactly(
            "kind: Namespace", "kind: Node", "kind: Pod", "kind: EndpointSlice", "kind: Service");
  }

  static class WithoutCluster {
    @Property(seed = "1")
    void fails(@ForAll ClusterSpec spec) {
      throw new IllegalStateException("thrown with " + spec.pods().size());
    }
  }

  @Test
  void propertyThatOnlySpecifiesAClusterReportsItAsAManifest() {
    assertThat(report(onlyFailure(WithoutCluster.class)))
        .startsWith("to run it again: mvn test -Dtest='" + WithoutCluster.class.getName())
        .contains("the cluster, as a manifest:\napiVersion: v1\nkind: Node\n");
  }

  @KubeNetTest
  static class TooFewNodes {
    @Property
    void fails(@ForAll @Nodes(min = 0) ClusterSpec spec) {}
  }

  @KubeNetTest(manifests = "kind: Service\nsepc: {}\n")
  static class BrokenManifest {
    @Example
    void fails(Cluster cluster) {}
  }

  @KubeNetTest(manifests = "shop.yaml")
  static class UnknownPod {
    @Example
    void fails(@Pod("shop/api-9") Host pod) {}
  }

  @Test
  void mistakesInPropertiesAreNamed() {
    assertThat(onlyFailure(TooFewNodes.class))
        .hasMessageContaining("from 0 to 3: must be within 1 to 99");
    assertThat(onlyFailure(BrokenManifest.class))
        .hasMessageContaining("manifest of BrokenManifest:1");
    assertThat(onlyFailure(UnknownPod.class))
        .hasMessageContaining(
            "no pod 'shop/api-9'; did you mean 'api-1'?; pods in namespace 'shop':");
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
