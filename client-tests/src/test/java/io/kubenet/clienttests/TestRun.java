package io.kubenet.clienttests;

import java.util.List;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the tests of clients in a JVM of its own; its exit status is 1 where one fails. */
final class TestRun {

  private static final List<Class<?>> CLIENTS =
      List.of(
          HttpClientsTest.class,
          GrpcClientsTest.class,
          RedisClientsTest.class,
          UnmodifiedClientsTest.class);

  private TestRun() {}

  public static void main(String[] arguments) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(CLIENTS.stream().map(DiscoverySelectors::selectClass).toList())
                .build(),
            listener);
    TestExecutionSummary summary = listener.getSummary();
    summary
        .getFailures()
        .forEach(
            failure ->
                System.out.println(
                    failure.getTestIdentifier().getUniqueId() + ": " + failure.getException()));
    System.out.println("Java " + Runtime.version().feature());
    System.out.printf(
        "%d tests passed, %d failed%n",
        summary.getTestsSucceededCount(), summary.getTotalFailureCount());
    System.exit(summary.getTotalFailureCount() == 0 ? 0 : 1);
  }
}
