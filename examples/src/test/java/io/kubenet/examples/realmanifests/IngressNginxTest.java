package io.kubenet.examples.realmanifests;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The ingress controller of ingress-nginx, as it is shipped for clouds. */
@KubeNetTest(manifests = "ingress-nginx-cloud.yaml")
class IngressNginxTest {

  private static final String CONTROLLER = "ingress-nginx/ingress-nginx-controller-*";
  private static final String VISITOR = "203.0.113.7";

  @Test
  void namedPortsLeadToThePortsOfTheController(Cluster cluster) {
    Host job = cluster.pods("ingress-nginx/ingress-nginx-admission-create-*").get(0);
    Host controller = controller(cluster);

    assertThat(job.connectTo("ingress-nginx-controller", 80))
        .isServedBy(controller.name())
        .isServedAt(controller.ip(), 80);
    assertThat(job.connectTo("ingress-nginx-controller", 443)).isServedAt(controller.ip(), 443);
    assertThat(job.connectTo("ingress-nginx-controller-admission", 443))
        .isServedBy(controller.name())
        .isServedAt(controller.ip(), 8443);
  }

  @Test
  void controllerSeesTheVisitorsOwnAddresses(Cluster cluster) {
    String loadBalancer = "192.0.2.1";

    assertThat(cluster.externalHost(VISITOR).everyConnectionTo(loadBalancer, 443))
        .allAreServedBy(controller(cluster).name())
        .allPreserveClientIp();
  }

  @Test
  void whatNetworkingDoesNotReadIsListed(Cluster cluster) {
    Assertions.assertThat(cluster.ignored())
        .contains(
            "ConfigMap ingress-nginx/ingress-nginx-controller",
            "ValidatingWebhookConfiguration ingress-nginx-admission");
  }

  private static Host controller(Cluster cluster) {
    return cluster.pods(CONTROLLER).get(0);
  }
}
