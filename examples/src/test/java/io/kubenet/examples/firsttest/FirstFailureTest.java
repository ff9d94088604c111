package io.kubenet.examples.firsttest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kubenet.Cluster;
import io.kubenet.assertj.KubeNetAssertions;
import io.kubenet.junit.KubeNetTest;
import org.junit.jupiter.api.Test;

@KubeNetTest(
    manifests = "shop.yaml",
    nodes = {"node-a", "node-b"})
class FirstFailureTest {

  // tag::failure[]
  private static final String PICTURE =
      """

      Expected connection
        TCP 10.244.1.3:32768 -> 10.96.0.20:80
      to be served by pod shop/api-3
      but it was served by pod shop/api-2:
        pod shop/client
          routed      via 10.244.1.1 dev eth0
        node-a
          matched     nat KUBE-SERVICES #1  /* shop/api cluster IP */
          matched     nat KUBE-SVC-YI7FANR2652WTB3A #3  /* shop/api -> 10.244.2.2:8080 */  with probability 1/2
          translated  nat KUBE-SEP-K6C2NK6ZGQ435XLI #2  /* shop/api */  -> TCP 10.244.1.3:32768 -> 10.244.2.2:8080
          routed      10.244.2.0/24 via node-b
          allowed     no policy restricts egress of pod shop/client
        node-b
          routed      10.244.2.0/24 dev cni0
          allowed     no policy restricts ingress of pod shop/api-2
        pod shop/api-2
          delivered   to pod shop/api-2
      reply
        TCP 10.244.2.2:8080 -> 10.244.1.3:32768
        pod shop/api-2
          routed      via 10.244.2.1 dev eth0
        node-b
          routed      10.244.1.0/24 via node-a
          accepted    filter KUBE-FORWARD #3  /* kubernetes forwarding conntrack rule */
        node-a
          routed      10.244.1.0/24 dev cni0
          accepted    filter KUBE-FORWARD #3  /* kubernetes forwarding conntrack rule */
          translated  conntrack  -> TCP 10.96.0.20:80 -> 10.244.1.3:32768
        pod shop/client
          delivered   to pod shop/client\
      """;

  // end::failure[]

  @Test
  void failureTellsTheWholeWay(Cluster cluster) {
    Throwable failure =
        catchThrowable(
            () ->
                KubeNetAssertions.assertThat(cluster.pod("shop/client").connectTo("api.shop", 80))
                    .isServedBy("shop/api-3"));

    assertThat(failure).hasMessage(PICTURE);
  }
}
