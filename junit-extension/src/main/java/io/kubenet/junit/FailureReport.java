package io.kubenet.junit;

import io.kubenet.Cluster;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Tells of the cluster where a test failed. */
final class FailureReport {

  private final Scope scope;

  FailureReport(Scope scope) {
    this.scope = scope;
  }

  /**
   * Hangs the cluster's diagnostics on a failure, if there is one and somebody used the cluster.
   */
  void tell(ExtensionContext context) {
    context.getExecutionException().ifPresent(failure -> tell(context, failure));
  }

  /** Hangs the cluster's diagnostics on a failure, if somebody used the cluster. */
  void tell(ExtensionContext context, Throwable failure) {
    if (!(failure instanceof TestAbortedException)) {
      scope.clusterIfAsked().ifPresent(cluster -> tell(context, failure, cluster));
    }
  }

  private static void tell(ExtensionContext context, Throwable failure, Cluster cluster) {
    ClusterDiagnostics diagnostics = ClusterDiagnostics.of(cluster, again(context));
    failure.addSuppressed(diagnostics);
    Attachments.publish(context, Attachment.of(cluster, diagnostics));
  }

  private static String again(ExtensionContext context) {
    return ClusterDiagnostics.again(
        context.getRequiredTestClass().getName(),
        context.getTestMethod().map(method -> method.getName()).orElse("*"));
  }
}
