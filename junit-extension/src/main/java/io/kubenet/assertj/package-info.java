/** Assertions on clusters, for AssertJ: {@code KubeNetAssertions} is the door. */
package io.kubenet.assertj;
