package io.kubenet.policy;

/** The side of a connection that a policy judges. */
public enum Direction {
  /** At the pod that is connected to. */
  INGRESS("ingress"),
  /** At the pod that connects. */
  EGRESS("egress");

  private final String text;

  Direction(String text) {
    this.text = text;
  }

  /** As manifests name its rules: {@code ingress}. */
  @Override
  public String toString() {
    return text;
  }
}
