package io.kubenet.assertj;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;
import static io.kubenet.assertj.Shop.messageOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Host;
import org.junit.jupiter.api.Test;

class ResolutionAssertTest {

  private final Host client = Shop.open().pod("shop/client");

  @Test
  void whatIsSoPasses() {
    assertThat(client.resolve("api"))
        .isFoundAt("10.96.0.20")
        .asksExactly("api.shop.svc.cluster.local. A", "api.shop.svc.cluster.local. AAAA");
    assertThat(client.resolve("apy")).isUnknownName();
  }

  @Test
  void everyQueryIsTold() {
    assertThat(messageOf(() -> assertThat(client.resolve("api.shop")).isFoundAt("10.96.0.21")))
        .isEqualTo(
            """

            Expected name
              api.shop
            to be found at 10.96.0.21
            but it was found at 10.96.0.20:
              api.shop.shop.svc.cluster.local. A -> NXDOMAIN
              api.shop.shop.svc.cluster.local. AAAA -> NXDOMAIN
              api.shop.svc.cluster.local. A -> NOERROR
              api.shop.svc.cluster.local. AAAA -> NODATA\
            """);
  }

  @Test
  void endingIsTold() {
    assertThat(messageOf(() -> assertThat(client.resolve("apy.shop")).hasNoAddress()))
        .startsWith(
            """

            Expected name
              apy.shop
            to end with 'No address associated with hostname'
            but it ended with 'Name or service not known':
            """);
  }
}
