package io.kubenet.policy;

import java.util.Locale;

/** The side of a connection that a policy judges. */
public enum Direction {
  /** At the pod that is connected to. */
  INGRESS,
  /** At the pod that connects. */
  EGRESS;

  /** As manifests name its rules: {@code ingress}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
