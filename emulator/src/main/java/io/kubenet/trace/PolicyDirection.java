package io.kubenet.trace;

/** The side of a connection that a policy judges. */
public enum PolicyDirection {
  /** At the pod that is connected to. */
  INGRESS("ingress"),
  /** At the pod that connects. */
  EGRESS("egress");

  private final String text;

  PolicyDirection(String text) {
    this.text = text;
  }

  /** As manifests name its rules: {@code ingress}. */
  @Override
  public String toString() {
    return text;
  }
}
