package io.kubenet.assertj;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;
import static io.kubenet.assertj.Shop.messageOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.Cluster;
import io.kubenet.Connection;
import io.kubenet.trace.Cause;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class ConnectionAssertTest {

  private final Cluster shop = Shop.open();

  @Nested
  class Established {

    private final Connection connection = shop.pod("shop/client").connectTo("10.244.1.3", 8080);

    @Test
    void whatIsSoPasses() {
      assertThat(connection)
          .isEstablished()
          .isServedBy("shop/api-1")
          .isServedAt("10.244.1.3", 8080)
          .isServedOnNode("node-a")
          .preservesClientIp()
          .isSeenAs("10.244.1.2")
          .requestSatisfies(request -> request.visits("node-a"))
          .replySatisfies(reply -> reply.visits("pod shop/client"));
    }

    @Test
    void wholeWayIsTold() {
      assertThat(messageOf(() -> assertThat(connection).isServedBy("shop/api-2")))
          .isEqualTo(
              """

              Expected connection
                TCP 10.244.1.2:32768 -> 10.244.1.3:8080
              to be served by pod shop/api-2
              but it was served by pod shop/api-1:
                pod shop/client
                  routed      10.244.1.0/24 dev eth0
                node-a
                  allowed     no policy restricts egress of pod shop/client
                  allowed     no policy restricts ingress of pod shop/api-1
                pod shop/api-1
                  delivered   to pod shop/api-1
              reply
                TCP 10.244.1.3:8080 -> 10.244.1.2:32768
                pod shop/api-1
                  routed      10.244.1.0/24 dev eth0
                node-a
                  accepted    filter KUBE-FORWARD #3  /* kubernetes forwarding conntrack rule */
                pod shop/client
                  delivered   to pod shop/client\
              """);
    }

    @Test
    void otherPlacesAreTold() {
      assertThat(messageOf(() -> assertThat(connection).isServedAt("10.244.1.3", 80)))
          .startsWith(
              expected(
                  "be served at 10.244.1.3:80",
                  "was served by pod shop/api-1, at 10.244.1.3:8080"));
      assertThat(messageOf(() -> assertThat(connection).isServedOnNode("node-b")))
          .startsWith(
              expected("be served on node node-b", "was served by pod shop/api-1, on node node-a"));
      assertThat(messageOf(() -> assertThat(connection).isServedInZone("a")))
          .startsWith(expected("be served in zone a", "was served by pod shop/api-1, in no zone"));
      assertThat(messageOf(() -> assertThat(connection).isSeenAs("10.244.1.1")))
          .startsWith(
              expected(
                  "be seen as coming from 10.244.1.1",
                  "was served by pod shop/api-1, as coming from 10.244.1.2"));
    }

    @Test
    void verdictIsComparedByTheIde() {
      assertThatThrownBy(() -> assertThat(connection).isTimedOut())
          .isInstanceOf(AssertionFailedError.class)
          .hasMessageStartingWith(expected("end TIMED_OUT", "was served by pod shop/api-1"));
    }

    @Test
    void descriptionComesFirst() {
      assertThat(messageOf(() -> assertThat(connection).as("api is closed").isRefused()))
          .startsWith("[api is closed] \nExpected connection");
    }

    @Test
    void factoryNarrowsAnElement() {
      assertThat(List.of(connection)).first(KubeNetAssertions.CONNECTION).isServedBy("shop/api-1");
    }

    private String expected(String wish, String instead) {
      return """

      Expected connection
        TCP 10.244.1.2:32768 -> 10.244.1.3:8080
      to %s
      but it %s:
        pod shop/client
      """
          .formatted(wish, instead);
    }
  }

  @Nested
  class Failed {

    @Test
    void causeIsTold() {
      Connection connection = shop.pod("shop/client").connectTo("10.244.1.3", 81);

      assertThat(connection)
          .isRefused()
          .hasCause("does not listen on TCP 10.244.1.3:81")
          .requestSatisfies(request -> request.visits("pod shop/api-1"));
      assertThat(messageOf(() -> assertThat(connection).isEstablished()))
          .startsWith(
              """

              Expected connection
                TCP 10.244.1.2:32768 -> 10.244.1.3:81
              to be established
              but it ended REFUSED: pod shop/api-1 does not listen on TCP 10.244.1.3:81:
              """);
    }

    @Test
    void causeIsAskedForByItsKind() {
      assertThat(shop.pod("shop/client").connectTo("10.244.1.3", 81))
          .failedBecauseOf(Cause.ClosedPort.class);
    }

    @Test
    void policyIsAskedForByItsName() {
      shop.apply(
          """
          {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy,
           metadata: {name: default-deny, namespace: shop},
           spec: {podSelector: {}, policyTypes: [Ingress]}}
          ---
          {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy,
           metadata: {name: also-deny, namespace: shop},
           spec: {podSelector: {}, policyTypes: [Ingress]}}
          """);

      assertThat(shop.pod("shop/client").connectTo("10.244.1.3", 8080))
          .isDeniedByPolicy("shop/default-deny")
          .isDeniedByPolicy("shop/also-deny")
          .failedBecauseOf(Cause.ByPolicy.class)
          .requestSatisfies(request -> request.isDeniedByPolicy("shop/default-deny"));
    }

    @Test
    void policyThatAllowsIsAskedForByItsName() {
      shop.apply(
          """
          {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy,
           metadata: {name: open, namespace: shop}, spec: {podSelector: {}, ingress: [{}]}}
          """);

      assertThat(shop.pod("shop/client").connectTo("10.244.1.3", 8080))
          .requestSatisfies(request -> request.isAllowedByPolicy("shop/open"));
    }

    @Test
    void ruleIsAskedForByItsChain() {
      shop.apply(
          """
          {apiVersion: v1, kind: Service, metadata: {name: lonely, namespace: shop},
           spec: {clusterIP: 10.96.0.77, ports: [{port: 80}]}}
          """);

      assertThat(shop.node("node-a").connectTo("10.96.0.77", 80))
          .failedBecauseOfRule("KUBE-SERVICES")
          .failedBecauseOf(Cause.ByRule.class);
    }

    @Test
    void nameThatIsNoneIsTold() {
      Connection connection = shop.pod("shop/client").connectTo("apy.shop", 80);

      assertThat(connection).isToAnUnknownName();
      assertThat(messageOf(() -> assertThat(connection).request()))
          .startsWith(
              """

              Expected connection
                TCP pod shop/client -> apy.shop:80
              to have sent a packet
              but it ended NXDOMAIN: 'apy.shop': Name or service not known\
              """);
    }
  }
}
