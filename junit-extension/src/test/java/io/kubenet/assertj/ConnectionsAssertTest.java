package io.kubenet.assertj;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;
import static io.kubenet.assertj.Shop.messageOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.kubenet.Cluster;
import io.kubenet.Connections;
import org.junit.jupiter.api.Test;

class ConnectionsAssertTest {

  private final Cluster shop = Shop.open();

  @Test
  void whatIsSoPasses() {
    assertThat(toApi())
        .areSharedEvenlyBy("shop/api-1", "shop/api-2")
        .areSharedBy("shop/api-2", "shop/api-1")
        .areSharedEvenlyWithin(withPercentage(0.001))
        .hasShare("shop/api-1", 1, 2)
        .allAreEstablished()
        .allPreserveClientIp()
        .allAreSeenAs("10.244.1.2")
        .theOneServedBy("shop/api-2")
        .isServedOnNode("node-b");
  }

  @Test
  void thirdsAreEvenThoughTheKernelRoundsThem() {
    shop.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: api-3, namespace: shop, labels: {app: api}}
        spec:
          nodeName: node-b
          containers:
            - {name: api, image: registry.example/api:1, ports: [{name: http, containerPort: 8080}]}
        """);

    assertThat(toApi())
        .areSharedEvenlyBy("shop/api-1", "shop/api-2", "shop/api-3")
        .hasShare("shop/api-1", 715827883, 2147483648L);
  }

  @Test
  void sharesAndStrangersAreTold() {
    Connections connections = toApi();

    assertThat(messageOf(() -> assertThat(connections).areSharedEvenlyBy("shop/api-1")))
        .isEqualTo(
            """

            Expected every way of connection
              TCP 10.244.1.2:32768 -> 10.96.0.20:80
            to be shared by shop/api-1
            but the shares are:
              shop/api-1  1/2   50.0000%%
              shop/api-2  1/2   50.0000%%

            with probability 1/2 it was served by pod shop/api-2:
            %s\
            """
                .formatted(connections.list().get(1).story()));
  }

  @Test
  void shareIsComparedExactly() {
    assertThat(messageOf(() -> assertThat(toApi()).hasShare("shop/api-1", 1, 3)))
        .isEqualTo(
            """

            Expected every way of connection
              TCP 10.244.1.2:32768 -> 10.96.0.20:80
            to go to shop/api-1 with probability 1/3
            but the shares are:
              shop/api-1  1/2   50.0000%
              shop/api-2  1/2   50.0000%\
            """);
  }

  @Test
  void connectionThatLeavesItsNodeIsTold() {
    assertThat(messageOf(() -> assertThat(toApi()).allStayOnNode()))
        .contains("to stay on the client's node\nbut the shares are:")
        .contains("with probability 1/2 it was served by pod shop/api-2:");
  }

  @Test
  void missingZoneIsNoZoneToStayIn() {
    assertThat(messageOf(() -> assertThat(toApi()).allStayInZone()))
        .contains("to stay in the client's zone");
  }

  @Test
  void oneEndpointIsSticky() {
    shop.markUnready("shop/api-1");

    assertThat(toApi()).areSticky().allAreServedBy("shop/api-2").allAreServedOnNode("node-b");
  }

  @Test
  void twoEndpointsAreNotSticky() {
    assertThat(messageOf(() -> assertThat(toApi()).areSticky()))
        .contains("to be served by one endpoint alone")
        .contains("it was served by pod shop/api-1:")
        .contains("it was served by pod shop/api-2:");
  }

  @Test
  void noEndpointIsNoExpectation() {
    assertThatThrownBy(() -> assertThat(toApi()).areSharedEvenlyBy())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no endpoint is named");
  }

  private Connections toApi() {
    return shop.pod("shop/client").everyConnectionTo("api.shop", 80);
  }
}
