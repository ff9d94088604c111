package io.kubenet.junit;

import io.kubenet.Cluster;
import io.kubenet.Connection;
import io.kubenet.Connections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a failing test's cluster was like: how to run the test again, the last connections, and the
 * manifest as it stood. It hangs on the failure as a suppressed exception, so that every report
 * shows it; nothing ever throws it.
 */
public final class ClusterDiagnostics extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final int MOST_WAYS = 3;

  private ClusterDiagnostics(String message) {
    super(message, null, false, false);
  }

  /**
   * The diagnostics of a cluster.
   *
   * @param cluster the cluster
   * @param again a command that runs the test again
   */
  public static ClusterDiagnostics of(Cluster cluster, String again) {
    return new ClusterDiagnostics(
        "the test's cluster: "
            + cluster.config()
            + "\nto run it again: "
            + again
            + "\n"
            + connections(cluster)
            + "the cluster as it stood, as a manifest:\n"
            + cluster.manifest());
  }

  /**
   * The diagnostics of a cluster that a test specifies and does not start.
   *
   * @param manifest the cluster
   * @param again a command that runs the test again
   */
  public static ClusterDiagnostics ofManifest(String manifest, String again) {
    return new ClusterDiagnostics(
        "to run it again: " + again + "\nthe cluster, as a manifest:\n" + manifest);
  }

  /** The command that runs a test again. */
  public static String again(String testClass, String testMethod) {
    return "mvn test -Dtest='" + testClass + "#" + testMethod + "'";
  }

  private static String connections(Cluster cluster) {
    return cluster.recent().stream()
        .map(connections -> story(cluster, connections))
        .collect(Collectors.joining());
  }

  /** Only the first ways are told in full: there may be thousands. */
  private static String story(Cluster cluster, Connections connections) {
    List<Connection> ways = connections.list();
    String told =
        ways.stream()
            .limit(MOST_WAYS)
            .map(ClusterDiagnostics::story)
            .collect(Collectors.joining("\n"));
    int more = ways.size() - MOST_WAYS;
    return "connection, also told by: kubenet trace -f cluster.yaml "
        + cluster.config().options()
        + " "
        + ways.get(0).options()
        + "\n"
        + told.indent(2)
        + (more > 0 ? "  and " + more + " more ways\n" : "");
  }

  private static String story(Connection way) {
    return way.probability() + " of all: " + way;
  }
}
