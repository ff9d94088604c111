package io.kubenet.assertj;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;
import static io.kubenet.assertj.Shop.messageOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.Sample;
import io.kubenet.chance.Fraction;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleAssertTest {

  private final Cluster shop = Shop.open();
  private final Host client = shop.pod("shop/client");

  @Test
  void whatIsSoPasses() {
    assertThat(sample(1000))
        .isConsistentWithEvenSharesOf("shop/api-1", "shop/api-2")
        .isConsistentWith(client.everyConnectionTo("api.shop", 80))
        .isEvenWithin(withPercentage(10), "shop/api-1", "shop/api-2");
  }

  @Test
  void seedDecidesTheCounts() {
    Sample again = Shop.open().pod("shop/client").sampleConnectionsTo("api.shop", 80, 1000);

    assertThat(sample(1000).counts()).isEqualTo(again.counts());
  }

  @Test
  void deviationIsToldWithItsProbability() {
    Map<String, Fraction> shares = new LinkedHashMap<>();
    shares.put("shop/api-1", Fraction.of(1, 4));
    shares.put("shop/api-2", Fraction.of(3, 4));
    Sample sample = sample(1000);

    assertThat(messageOf(() -> assertThat(sample).isConsistentWith(shares, 1e-6)))
        .isEqualTo(
            """

            Expected 1000 connections
            to be consistent with its shares
            but it was:
              shop/api-1                516  (expected 250.0, +19.4 standard deviations)
              shop/api-2                484  (expected 750.0, -19.4 standard deviations)
              chi-square = 377.365 with 1 degree of freedom, p = 4.66e-84
              which is below the significance level 1.00e-06\
            """);
  }

  @Test
  void unevenCountsAreTold() {
    Sample sample = sample(1000);

    assertThat(
            messageOf(
                () ->
                    assertThat(sample).isEvenWithin(withPercentage(1), "shop/api-1", "shop/api-2")))
        .isEqualTo(
            """

            Expected 1000 connections
            to be spread evenly within 1%, 500.0 each
            but it was:
              shop/api-2  484
              shop/api-1  516\
            """);
  }

  @Test
  void strangerIsToldWithItsWay() {
    Sample sample = sample(20);

    assertThat(messageOf(() -> assertThat(sample).isConsistentWithEvenSharesOf("shop/api-1")))
        .contains("to go to shop/api-1 alone")
        .contains("shop/api-2 for one:\n  TCP 10.244.1.2:32768 -> 10.96.0.20:80")
        .contains("matched     nat KUBE-SERVICES #1  /* shop/api:http cluster IP */");
  }

  @Test
  void affinitySticks() {
    shop.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: api, namespace: shop}
        spec:
          type: NodePort
          clusterIP: 10.96.0.20
          externalTrafficPolicy: Local
          sessionAffinity: ClientIP
          selector: {app: api}
          ports:
            - {name: http, port: 80, targetPort: http, nodePort: 30080}
        """);

    assertThat(sample(20)).isSticky();
  }

  @Test
  void withoutAffinityNothingSticks() {
    Sample sample = sample(20);

    assertThat(messageOf(() -> assertThat(sample).isSticky()))
        .contains("to be served by one endpoint alone");
    assertThat(messageOf(() -> assertThat(sample).hasCount("TIMED_OUT", 1)))
        .contains("to go to TIMED_OUT 1 times");
  }

  @Test
  void whatCannotBeTestedIsAnError() {
    assertThatThrownBy(
            () -> assertThat(sample(9)).isConsistentWithEvenSharesOf("shop/api-1", "shop/api-2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "too few connections for a chi-square test: of 9, 4.5 are expected for shop/api-1; at"
                + " least 5 are needed");
    assertThatThrownBy(() -> sample(0)).hasMessage("a sample of 0 connections; take at least 1");
  }

  private Sample sample(int size) {
    return client.sampleConnectionsTo("api.shop", 80, size);
  }
}
