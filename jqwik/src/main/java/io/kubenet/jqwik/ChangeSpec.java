package io.kubenet.jqwik;

import io.kubenet.Cluster;

/** A change of an arbitrary cluster: a value that can be shrunk, printed, and made anew. */
public sealed interface ChangeSpec {

  /** Makes the change. */
  void applyTo(Cluster cluster);

  /**
   * Something happens to a pod.
   *
   * @param pod the pod: {@code shop/api-1}
   * @param event what happens
   */
  record OfPod(String pod, PodEvent event) implements ChangeSpec {
    @Override
    public void applyTo(Cluster cluster) {
      switch (event) {
        case READY -> cluster.markReady(pod);
        case UNREADY -> cluster.markUnready(pod);
        case TERMINATING -> cluster.terminate(pod);
      }
    }

    @Override
    public String toString() {
      return "pod " + pod + " " + event.text;
    }
  }

  /** What happens to a pod. */
  enum PodEvent {
    READY("becomes ready"),
    UNREADY("becomes unready"),
    TERMINATING("terminates");

    private final String text;

    PodEvent(String text) {
      this.text = text;
    }
  }

  /**
   * Something happens to a node.
   *
   * @param node its name
   * @param event what happens
   */
  record OfNode(String node, NodeEvent event) implements ChangeSpec {
    @Override
    public void applyTo(Cluster cluster) {
      switch (event) {
        case CORDONED -> cluster.cordon(node);
        case PAUSED -> cluster.pauseKubeProxy(node);
        case RESUMED -> cluster.resumeKubeProxy(node);
        case FAILED -> cluster.failNode(node);
      }
    }

    @Override
    public String toString() {
      return "node " + node + " " + event.text;
    }
  }

  /** What happens to a node. */
  enum NodeEvent {
    CORDONED("is cordoned"),
    PAUSED("has a kube-proxy that lags behind"),
    RESUMED("has a kube-proxy that catches up"),
    FAILED("fails");

    private final String text;

    NodeEvent(String text) {
      this.text = text;
    }
  }

  /**
   * An object comes, or becomes another.
   *
   * @param object the object: {@code pod/shop/api-1}
   * @param manifest what it is now
   */
  record Applied(String object, String manifest) implements ChangeSpec {
    @Override
    public void applyTo(Cluster cluster) {
      cluster.apply(manifest);
    }

    @Override
    public String toString() {
      return object + " is applied:\n" + manifest.indent(2).stripTrailing();
    }
  }

  /**
   * An object goes.
   *
   * @param object the object: {@code pod/shop/api-1}
   */
  record Deleted(String object) implements ChangeSpec {
    @Override
    public void applyTo(Cluster cluster) {
      cluster.delete(object);
    }

    @Override
    public String toString() {
      return object + " is deleted";
    }
  }

  /**
   * A workload has another number of pods.
   *
   * @param workload the workload: {@code deployment/shop/api-deployment-1}
   * @param replicas how many
   */
  record Scaled(String workload, int replicas) implements ChangeSpec {
    @Override
    public void applyTo(Cluster cluster) {
      cluster.scale(workload, replicas);
    }

    @Override
    public String toString() {
      return workload + " is scaled to " + replicas;
    }
  }
}
