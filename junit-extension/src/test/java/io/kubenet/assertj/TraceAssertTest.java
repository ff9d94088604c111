package io.kubenet.assertj;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;
import static io.kubenet.assertj.Shop.messageOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.trace.Trace;
import org.junit.jupiter.api.Test;

class TraceAssertTest {

  private final Cluster shop = Shop.open();

  @Test
  void whatIsSoPasses() {
    shop.markUnready("shop/api-1");

    assertThat(toApi())
        .visitsExactly("pod shop/client", "node-a", "node-b", "pod shop/api-2")
        .visits("node-b")
        .doesNotVisit("pod shop/api-1")
        .matchesRule("KUBE-SERVICES", "shop/api:http cluster IP")
        .doesNotMatch("KUBE-NODEPORTS")
        .isTranslatedTo("10.244.2.2", 8080)
        .isNotMasqueraded()
        .isAllowedBy("no policy restricts ingress of pod shop/api-2");
  }

  @Test
  void masqueradeIsSeen() {
    shop.markUnready("shop/api-1");

    Trace trace = shop.node("node-a").connectTo("10.96.0.20", 80).request().orElseThrow();

    assertThat(trace).isMasqueradedAs("192.168.0.11").isTranslatedTo("10.244.2.2", 8080);
  }

  @Test
  void wholeWayIsTold() {
    shop.markUnready("shop/api-1");
    Trace trace = toApi();

    assertThat(messageOf(() -> assertThat(trace).isDroppedBy("KUBE-FORWARD", "invalid")))
        .isEqualTo(
            """

            Expected packet
              TCP 10.244.1.2:32768 -> 10.96.0.20:80
            to be dropped by KUBE-FORWARD  /* invalid */
            but it was delivered to pod shop/api-2:
              pod shop/client
                routed      via 10.244.1.1 dev eth0
              node-a
                matched     nat KUBE-SERVICES #1  /* shop/api:http cluster IP */
                translated  nat KUBE-SEP-OH32CSLRJ5EV5GVA #2  /* shop/api:http */  \
            -> TCP 10.244.1.2:32768 -> 10.244.2.2:8080
                routed      10.244.2.0/24 via node-b
                allowed     no policy restricts egress of pod shop/client
              node-b
                routed      10.244.2.0/24 dev cni0
                allowed     no policy restricts ingress of pod shop/api-2
              pod shop/api-2
                delivered   to pod shop/api-2\
            """);
  }

  private Trace toApi() {
    return shop.pod("shop/client").connectTo("api.shop", 80).request().orElseThrow();
  }
}
