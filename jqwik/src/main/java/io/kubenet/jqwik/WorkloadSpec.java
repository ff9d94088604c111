package io.kubenet.jqwik;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * A workload of an arbitrary cluster: what makes pods.
 *
 * @param number 1 to 99; its name follows from it
 * @param app the label app of its pods
 * @param kind what it is
 * @param replicas how many pods it has; a DaemonSet has one on each node whatever this says
 */
public record WorkloadSpec(int number, String app, Kind kind, int replicas) {

  /** What makes the pods. */
  public enum Kind {
    DEPLOYMENT("Deployment"),
    STATEFUL_SET("StatefulSet"),
    DAEMON_SET("DaemonSet");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As manifests write it. */
    public String text() {
      return text;
    }

    /** Whether it can be told how many pods to have. */
    public boolean isScalable() {
      return this != DAEMON_SET;
    }
  }

  /** {@code api-deployment-1}. */
  public String name() {
    return app + "-" + kind.text().toLowerCase(Locale.ROOT) + "-" + number;
  }

  /** As the verbs of a cluster name it: {@code deployment/shop/api-deployment-1}. */
  public String reference() {
    return kind.text().toLowerCase(Locale.ROOT) + "/" + PodSpec.NAMESPACE + "/" + name();
  }

  /** It as YAML that can be applied to a cluster. */
  public String manifest() {
    return Parts.print(Stream.of(WorkloadManifest.of(this)));
  }

  WorkloadSpec withNumber(int other) {
    return new WorkloadSpec(other, app, kind, replicas);
  }
}
