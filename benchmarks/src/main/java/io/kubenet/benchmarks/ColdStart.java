package io.kubenet.benchmarks;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.kubenet.Cluster;
import io.kubenet.junit.KubeNetTest;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Prints how many milliseconds after the start of its JVM the first test has ended. */
public final class ColdStart {

  private ColdStart() {}

  /** With an argument it is a test of nothing: what JUnit takes alone. */
  public static void main(String[] args) {
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(args.length == 0 ? FirstTest.class : EmptyTest.class))
                .build());
    System.out.println(
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime());
  }

  /** A test of nothing. */
  static class EmptyTest {

    @Test
    void passes() {}
  }

  /** A test as users write it. */
  @KubeNetTest(
      manifests =
          """
          {apiVersion: v1, kind: Pod, metadata: {name: api, labels: {app: api}},
           spec: {containers: [{name: api, image: api}]}}
          ---
          {apiVersion: v1, kind: Service, metadata: {name: api},
           spec: {selector: {app: api}, ports: [{port: 80}]}}
          """)
  static class FirstTest {

    @Test
    void podReachesTheService(Cluster cluster) {
      if (!cluster.pod("api").connectTo("api", 80).isEstablished()) {
        throw new AssertionError("not established");
      }
    }
  }
}
