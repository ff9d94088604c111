package io.kubenet.examples.onlineboutique;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every Service of the Online Boutique leads to the one pod that a reader of its YAML expects. */
@KubeNetTest(manifests = "src/test/resources/online-boutique/microservices-demo.yaml")
class OnlineBoutiqueEndpointsTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          frontend,                 80, frontend,              8080
          frontend-external,        80, frontend,              8080
          adservice,              9555, adservice,             9555
          cartservice,            7070, cartservice,           7070
          checkoutservice,        5050, checkoutservice,       5050
          currencyservice,        7000, currencyservice,       7000
          emailservice,           5000, emailservice,          8080
          paymentservice,        50051, paymentservice,       50051
          productcatalogservice,  3550, productcatalogservice, 3550
          recommendationservice,  8080, recommendationservice, 8080
          redis-cart,             6379, redis-cart,            6379
          shippingservice,       50051, shippingservice,      50051
          """)
  void serviceLeadsToItsPod(
      String service, int port, String deployment, int targetPort, Cluster cluster) {
    Host endpoint = only(cluster, "default/" + deployment + "-*");

    assertThat(only(cluster, "default/loadgenerator-*").everyConnectionTo(service, port))
        .allAreServedBy(endpoint.name())
        .allPreserveClientIp()
        .theOneServedBy(endpoint.name())
        .isServedAt(endpoint.ip(), targetPort);
  }

  @Test
  void visitorComesInByTheLoadBalancer(Cluster cluster) {
    assertThat(cluster.externalHost("203.0.113.7").everyConnectionTo("192.0.2.1", 80))
        .allAreServedBy(only(cluster, "default/frontend-*").name());
  }

  private static Host only(Cluster cluster, String pattern) {
    Assertions.assertThat(cluster.pods(pattern)).hasSize(1);
    return cluster.pods(pattern).get(0);
  }
}
