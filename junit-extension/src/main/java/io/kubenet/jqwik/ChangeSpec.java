package io.kubenet.jqwik;

import io.kubenet.Cluster;

/** A change of an arbitrary cluster: a value that can be shrunk, printed, and made anew. */
public sealed interface ChangeSpec {

  /** Makes the change. */
  void applyTo(Cluster cluster);

  /**
   * A pod becomes ready.
   *
   * @param pod the pod: {@code shop/api-1}
   */
  record Ready(String pod) implements ChangeSpec {
    @Override
    public void applyTo(Cluster cluster) {
      cluster.markReady(pod);
    }

    @Override
    public String toString() {
      return pod + " becomes ready";
    }
  }

  /**
   * A pod becomes unready.
   *
   * @param pod the pod: {@code shop/api-1}
   */
  record Unready(String pod) implements ChangeSpec {
    @Override
    public void applyTo(Cluster cluster) {
      cluster.markUnready(pod);
    }

    @Override
    public String toString() {
      return pod + " becomes unready";
    }
  }

  /**
   * A pod terminates.
   *
   * @param pod the pod: {@code shop/api-1}
   */
  record Terminating(String pod) implements ChangeSpec {
    @Override
    public void applyTo(Cluster cluster) {
      cluster.terminate(pod);
    }

    @Override
    public String toString() {
      return pod + " terminates";
    }
  }

  /**
   * A pod is gone.
   *
   * @param pod the pod: {@code shop/api-1}
   */
  record Deleted(String pod) implements ChangeSpec {
    @Override
    public void applyTo(Cluster cluster) {
      cluster.delete("pod/" + pod);
    }

    @Override
    public String toString() {
      return pod + " is deleted";
    }
  }

  /**
   * A pod comes.
   *
   * @param pod the pod
   * @param families the IP families of the cluster
   */
  record Added(PodSpec pod, Families families) implements ChangeSpec {
    @Override
    public void applyTo(Cluster cluster) {
      cluster.apply(Manifests.of(pod, families));
    }

    @Override
    public String toString() {
      return pod.fullName() + " is added on " + pod.node().name();
    }
  }
}
