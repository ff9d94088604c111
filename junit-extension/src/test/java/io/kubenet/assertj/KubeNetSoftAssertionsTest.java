package io.kubenet.assertj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubenet.Cluster;
import io.kubenet.Connection;
import org.assertj.core.error.AssertJMultipleFailuresError;
import org.junit.jupiter.api.Test;

class KubeNetSoftAssertionsTest {

  @Test
  void allFailuresAreReportedTogether() {
    Cluster shop = Shop.open();
    Connection connection = shop.pod("shop/client").connectTo("10.244.1.3", 8080);
    KubeNetSoftAssertions softly = new KubeNetSoftAssertions();

    softly.assertThat(connection).isTimedOut().isServedBy("shop/api-2").isEstablished();
    softly.assertThat(shop.pod("shop/client").everyConnectionTo("api.shop", 80)).allAreTimedOut();
    softly.assertThat(connection).requestSatisfies(request -> request.visits("node-b"));
    softly.assertThat(shop.pod("shop/client").sampleConnectionsTo("api.shop", 80, 9)).isSticky();
    softly.assertThat(shop.pod("shop/client").resolve("api")).isUnknownName();
    softly.assertThatRules(shop.rules("node-a")).hasChain("KUBE-XLB-1");
    softly.assertThat(1).isEqualTo(2);

    AssertJMultipleFailuresError error =
        catchThrowableOfType(AssertJMultipleFailuresError.class, softly::assertAll);
    assertThat(error.getFailures()).hasSize(8);
    assertThat(error).hasMessageContaining("to be served by pod shop/api-2");
  }
}
