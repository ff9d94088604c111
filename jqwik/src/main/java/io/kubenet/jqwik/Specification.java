package io.kubenet.jqwik;

/** An arbitrary value that says what cluster it is about. */
public sealed interface Specification permits ClusterSpec, TrafficSpec, ChangingSpec {

  /** The manifests of its objects: YAML that can be pasted into a file. */
  String manifest();
}
