package io.kubenet.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestException;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.net.IpFamily;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LiveClusterTest {

  private static final String SHOP =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: api, namespace: shop}
      spec:
        replicas: 2
        selector: {matchLabels: {app: api}}
        template:
          metadata: {labels: {app: api}}
          spec:
            containers:
            - name: api
              image: example.com/api:1
              ports: [{name: http, containerPort: 8080}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: api, namespace: shop}
      spec:
        selector: {app: api}
        ports: [{port: 80, targetPort: http}]
      """;

  private static final ObjectName API = ObjectName.of("shop/api");

  private static ControlPlane shop() {
    return ControlPlane.load(manifest(SHOP), ControlPlaneConfig.of(IpFamily.IPV4).withNodeCount(2));
  }

  private static Manifest manifest(String text) {
    return ManifestReader.read(new TextSource("shop.yaml", text));
  }

  private static List<ObjectName> pods(ControlPlane plane) {
    return plane.state().pods().stream().map(Pod::name).toList();
  }

  private static List<EndpointSlice.Endpoint> endpoints(ControlPlane plane, ObjectName service) {
    return plane.state().slicesOf(service).stream()
        .flatMap(slice -> slice.endpoints().stream())
        .toList();
  }

  @Nested
  class ADeployment {

    @Test
    void hasItsPodsSpreadOverTheNodesOfTheConfiguration() {
      ControlPlane plane = shop();

      assertThat(plane.state().pods())
          .extracting(pod -> pod.nodeName().orElseThrow() + " " + pod.ips())
          .containsExactlyInAnyOrder("node1 [10.244.1.2]", "node2 [10.244.2.2]");
      assertThat(endpoints(plane, API)).hasSize(2).allMatch(EndpointSlice.Endpoint::isReady);
    }

    @Test
    void getsEndpointsAsItIsScaled() {
      ControlPlane scaled = shop().scale("Deployment", API, 5);

      assertThat(endpoints(scaled, API)).hasSize(5);
      assertThat(endpoints(scaled.scale("Deployment", API, 0), API)).isEmpty();
    }

    @Test
    void replacesAPodThatIsDeleted() {
      ControlPlane plane = shop();
      ObjectName first = pods(plane).get(0);

      ControlPlane after = plane.delete("Pod", first);

      assertThat(after.state().pods()).hasSize(2).allMatch(Pod::isReady);
    }

    @Test
    void goesWithItsPods() {
      ControlPlane after = shop().delete("Deployment", API);

      assertThat(after.state().pods()).isEmpty();
    }

    @Test
    void leavesAPodThatIsRelabelled() {
      ControlPlane plane = shop();
      ObjectName first = pods(plane).get(0);

      ControlPlane after = plane.label("Pod", first, "app", "debug");

      assertThat(after.state().pods()).hasSize(3);
      assertThat(after.pod(first).orElseThrow().metadata().owner()).isEmpty();
      assertThat(endpoints(after, API)).hasSize(2);
    }
  }

  @Nested
  class APod {

    @Test
    void isNoReadyEndpointWhileItIsNotReady() {
      ControlPlane plane = shop();
      ObjectName first = pods(plane).get(0);

      ControlPlane unready = plane.markUnready(first);

      assertThat(endpoints(unready, API))
          .extracting(EndpointSlice.Endpoint::isReady)
          .containsExactly(false, true);
      assertThat(endpoints(unready.markReady(first), API)).isEqualTo(endpoints(plane, API));
    }

    @Test
    void servesWhileItTerminates() {
      ControlPlane plane = shop();

      ControlPlane after = plane.terminate(pods(plane).get(0));

      assertThat(endpoints(after, API))
          .filteredOn(EndpointSlice.Endpoint::isTerminating)
          .hasSize(1)
          .allMatch(endpoint -> endpoint.isServing() && !endpoint.isReady());
      assertThat(after.state().pods()).hasSize(3);
    }

    @Test
    void isNamedWhereNobodyKnowsIt() {
      assertThatThrownBy(() -> shop().markReady(ObjectName.of("shop/api-9")))
          .hasMessageStartingWith("no pod 'shop/api-9'; pods in namespace 'shop': api-");
    }
  }

  @Nested
  class ANode {

    @Test
    void takesNoNewPodsWhileItIsCordoned() {
      ControlPlane after = shop().cordon("node1").scale("Deployment", API, 6);

      assertThat(after.state().pods())
          .filteredOn(pod -> pod.nodeName().orElseThrow().equals("node1"))
          .hasSize(1);
    }

    @Test
    void takesItsPodsWithItWhenItIsDeleted() {
      ControlPlane after = shop().delete("Node", new ObjectName("", "node1"));

      assertThat(after.state().pods())
          .hasSize(2)
          .allMatch(pod -> pod.nodeName().orElseThrow().equals("node2"));
    }

    @Test
    void hasTheLabelsThatItsKubeletGivesIt() {
      assertThat(shop().state().node("node1").orElseThrow().labels())
          .containsEntry("kubernetes.io/hostname", "node1")
          .containsEntry("kubernetes.io/os", "linux");
    }

    @Test
    void leavesItsPodsUnreadyWhenItFails() {
      ControlPlane after = shop().failNode("node1");

      assertThat(endpoints(after, API))
          .extracting(endpoint -> endpoint.nodeName().orElseThrow() + " " + endpoint.isReady())
          .containsExactlyInAnyOrder("node1 false", "node2 true");
    }
  }

  @Test
  void anAppliedManifestChangesWhatItNames() {
    ControlPlane after = shop().apply(manifest(SHOP.replace("replicas: 2", "replicas: 3")));

    assertThat(endpoints(after, API)).hasSize(3);
  }

  @Test
  void aChangeOfAnImmutableFieldIsRefusedWithItsPlace() {
    assertThatThrownBy(
            () ->
                shop()
                    .apply(
                        manifest(
                            SHOP.replace("matchLabels: {app: api}", "matchLabels: {app: web}")
                                .replace("labels: {app: api}", "labels: {app: web}"))))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith("shop.yaml:6: spec.selector");
  }

  @Test
  void aStepLeavesTheControlPlaneBeforeItAsItWas() {
    ControlPlane plane = shop();

    plane.delete("Service", API);

    assertThat(endpoints(plane, API)).hasSize(2);
  }

  @Nested
  class ANamespace {

    private static final ObjectName SHOP_NAMESPACE = new ObjectName("", "shop");

    @Test
    void takesAllThatIsInItWithIt() {
      ControlPlane plane =
          ControlPlane.load(manifest(SHOP + "---\n" + OTHER), ControlPlaneConfig.of(IpFamily.IPV4))
              .delete("Namespace", SHOP_NAMESPACE);

      assertThat(pods(plane)).containsExactly(ObjectName.of("default/other"));
      assertThat(plane.state().service(API)).isEmpty();
      assertThat(endpoints(plane, API)).isEmpty();
      assertThat(plane.objects()).noneMatch(object -> object.namespace().equals("shop"));
    }

    @Test
    void givesBackWhatItsServicesHad() {
      ControlPlane plane = shop();
      String address = plane.state().service(API).orElseThrow().clusterIps().get(0).toString();

      ControlPlane after =
          plane
              .delete("Namespace", SHOP_NAMESPACE)
              .apply(
                  manifest(
                      "{apiVersion: v1, kind: Service, metadata: {name: taker}, spec: {clusterIP: "
                          + address
                          + ", ports: [{port: 80}]}}"));

      assertThat(after.state().service(ObjectName.of("default/taker"))).isPresent();
    }

    @Test
    void thatEachClusterHasStays() {
      ObjectName name = new ObjectName("", "default");

      assertThatThrownBy(() -> shop().delete("Namespace", name))
          .isInstanceOf(ManifestException.class)
          .hasMessageEndingWith("namespace default may not be deleted");
    }

    private static final String OTHER =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: other}
        spec: {containers: [{name: c, image: i}]}
        """;
  }
}
