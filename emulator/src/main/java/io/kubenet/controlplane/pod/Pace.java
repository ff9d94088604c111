package io.kubenet.controlplane.pod;

/** Whether kubelets take time for what they do. */
public enum Pace {
  /** Pods run and are ready as soon as they are bound, and are gone as soon as they are deleted. */
  AT_ONCE,
  /** Pods stay as they are until somebody says what their kubelets have done. */
  IN_TIME
}
