package io.kubenet.assertj;

import org.assertj.core.api.SoftAssertions;

/** AssertJ's soft assertions, and those of this library: all that fail are reported together. */
public class KubeNetSoftAssertions extends SoftAssertions implements KubeNetSoftAssertionsProvider {

  /** Has judged nothing yet. */
  public KubeNetSoftAssertions() {}
}
