package io.kubenet.controlplane.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubenet.controlplane.admission.allocation.AllocationConfig;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.manifest.ManifestException;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.Cidr;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiServerTest {

  private static final ApiServer SERVER =
      ApiServer.start(AllocationConfig.of(Cidr.of("10.96.0.0/16")));

  private static List<ManifestObject> objects(String yaml) {
    return ManifestReader.read(new TextSource("shop.yaml", yaml)).objects();
  }

  private static ManifestObject object(String yaml) {
    return objects(yaml).get(0);
  }

  private static ManifestObject service(String name, String spec) {
    return object(
        "{apiVersion: v1, kind: Service, metadata: {name: %s}, spec: {%s}}".formatted(name, spec));
  }

  private static ObjectKey key(String service) {
    return new ObjectKey("Service", "default", service);
  }

  private static JsonNode spec(ApiServer server, String service) {
    return server.find(key(service)).orElseThrow().tree().path("spec");
  }

  @Nested
  class Allocation {

    @Test
    void takesTheLowestAddressOfTheUpperBand() {
      ApiServer server = SERVER.load(objects(TWO_SERVICES));

      assertThat(spec(server, "any").path("clusterIP").asText()).isEqualTo("10.96.1.2");
      assertThat(spec(server, "any").at("/ports/0/nodePort").asInt()).isEqualTo(30087);
    }

    @Test
    void leavesAloneWhatALaterServiceOfTheSameManifestAsksFor() {
      ApiServer server = SERVER.load(objects(TWO_SERVICES));

      assertThat(spec(server, "fixed").path("clusterIP").asText()).isEqualTo("10.96.1.1");
      assertThat(spec(server, "fixed").at("/ports/0/nodePort").asInt()).isEqualTo(30086);
    }

    @Test
    void givesALocalLoadBalancerAHealthCheckNodePort() {
      ApiServer server = SERVER.load(objects(localLoadBalancer("")));

      assertThat(spec(server, "web").path("healthCheckNodePort").asInt()).isEqualTo(30087);
    }

    @Test
    void givesNoneToALoadBalancerThatCameWithoutOneFromAnotherCluster() {
      String status = "status: {loadBalancer: {ingress: [{ip: 192.0.2.9}]}}";

      ApiServer server = SERVER.load(objects(localLoadBalancer(status)));

      assertThat(spec(server, "web").has("healthCheckNodePort")).isFalse();
    }

    private static String localLoadBalancer(String status) {
      return """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec:
        type: LoadBalancer
        externalTrafficPolicy: Local
        ports: [{port: 80, nodePort: 30086}]
      %s
      """
          .formatted(status);
    }

    private static final String TWO_SERVICES =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: any}
        spec: {type: NodePort, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: fixed}
        spec:
          type: NodePort
          clusterIP: 10.96.1.1
          ports:
          - port: 80
            nodePort: 30086
        """;

    @Test
    void namesBothPlacesOfACollision() {
      String again = TWO_SERVICES.replace("name: any", "name: again, labels: {}");

      assertThatThrownBy(
              () ->
                  SERVER
                      .load(objects(TWO_SERVICES))
                      .load(
                          objects(
                              again
                                  .replace("name: fixed", "name: other")
                                  .replace("10.96.1.1", "10.96.1.9"))))
          .hasMessage(
              "shop.yaml:14: spec.ports[0].nodePort 30086 is already allocated to Service"
                  + " default/fixed at shop.yaml:14");
    }

    @Test
    void givesBackWhatADeletedServiceHad() {
      ApiServer server = SERVER.load(objects(TWO_SERVICES)).delete(key("fixed")).server();

      ApiServer after =
          server.apply(service("next", "type: NodePort, ports: [{port: 1}]")).server();

      assertThat(spec(after, "next").path("clusterIP").asText()).isEqualTo("10.96.1.1");
      assertThat(spec(after, "next").at("/ports/0/nodePort").asInt()).isEqualTo(30086);
    }

    @Test
    void fallsBackToTheLowerBand() {
      ApiServer server = ApiServer.start(AllocationConfig.of(Cidr.of("10.96.0.0/28")));
      for (int i = 0; i < 13; i++) {
        server = server.apply(service("s" + i, "ports: [{port: 80}]")).server();
      }

      Answer oneTooMany = server.apply(service("full", "ports: [{port: 80}]"));

      assertThat(spec(server, "s12").path("clusterIP").asText()).isEqualTo("10.96.0.14");
      assertThat(oneTooMany.status()).isEqualTo(500);
    }

    @Test
    void givesLoadBalancersDistinctAddresses() {
      String spec = "type: LoadBalancer, ports: [{port: 80}]";
      ApiServer server =
          SERVER.apply(service("a", spec)).server().apply(service("b", spec)).server();

      ApiServer after = server.withLoadBalancer(key("a")).withLoadBalancer(key("b"));

      assertThat(ingress(after, "a")).isEqualTo("192.0.2.1");
      assertThat(ingress(after, "b")).isEqualTo("192.0.2.2");
      assertThat(ingress(after.withLoadBalancer(key("b")), "b")).isEqualTo("192.0.2.2");
    }

    private static String ingress(ApiServer server, String service) {
      JsonNode tree = server.find(key(service)).orElseThrow().tree();
      return tree.at("/status/loadBalancer/ingress/0/ip").asText();
    }
  }

  @Nested
  class Applying {

    @Test
    void keepsWhatWasAllocated() {
      ApiServer before = SERVER.apply(service("api", "ports: [{port: 80}]")).server();

      ApiServer after = before.apply(service("api", "ports: [{port: 81}]")).server();

      assertThat(spec(after, "api").path("clusterIP"))
          .isEqualTo(spec(before, "api").path("clusterIP"));
      assertThat(spec(after, "api").at("/ports/0/port").asInt()).isEqualTo(81);
    }

    @Test
    void keepsTheNodePortOfAPortThatGetsAnotherName() {
      ApiServer before =
          SERVER.apply(service("api", "type: NodePort, ports: [{port: 80, name: a}]")).server();

      ApiServer after =
          before
              .apply(
                  service(
                      "api", "type: NodePort, ports: [{port: 81, name: a}, {port: 80, name: b}]"))
              .server();

      assertThat(spec(after, "api").at("/ports/1/nodePort"))
          .isEqualTo(spec(before, "api").at("/ports/0/nodePort"));
    }

    @Test
    void takesFromAStrategyWhatTheManifestLeavesOut() {
      ManifestObject rolling = objects(DEPLOYMENT.formatted("RollingUpdate")).get(0);
      ManifestObject recreating = objects(DEPLOYMENT.formatted("Recreate")).get(0);

      Answer answer = SERVER.apply(rolling).server().apply(recreating);

      assertThat(answer.object().orElseThrow().tree().at("/spec/strategy"))
          .hasToString("{\"type\":\"Recreate\"}");
    }

    private static final String DEPLOYMENT =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          strategy: {type: %s}
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: c, image: i}]}
        """;

    @Test
    void removesWhatTheManifestNoLongerSays() {
      ApiServer before =
          SERVER.apply(service("api", "selector: {app: api}, ports: [{port: 80}]")).server();

      ApiServer after = before.apply(service("api", "ports: [{port: 80}]")).server();

      assertThat(spec(after, "api").has("selector")).isFalse();
    }

    @Test
    void keepsTheStatusOfAManifest() {
      ManifestObject lb =
          object(
              """
              apiVersion: v1
              kind: Service
              metadata: {name: lb}
              spec: {type: LoadBalancer, ports: [{port: 80}]}
              status: {loadBalancer: {ingress: [{ip: 203.0.113.9, ipMode: Proxy}]}}
              """);

      JsonNode status = SERVER.apply(lb).object().orElseThrow().tree().path("status");

      assertThat(status)
          .hasToString(
              "{\"loadBalancer\":{\"ingress\":[{\"ip\":\"203.0.113.9\",\"ipMode\":\"Proxy\"}]}}");
    }

    @Test
    void makesTheNamespacesThatAManifestNeeds() {
      ApiServer server =
          SERVER.load(
              objects(
                  "{apiVersion: v1, kind: Service, metadata: {name: api, namespace: shop},"
                      + " spec: {ports: [{port: 80}]}}"));

      assertThat(server.find(new ObjectKey("Namespace", "", "shop"))).isPresent();
    }

    @Test
    void namesWhatHasAGenerateName() {
      ManifestObject pod =
          object(
              "{apiVersion: v1, kind: Pod, metadata: {generateName: web-},"
                  + " spec: {containers: [{name: c, image: x}]}}");

      Answer answer = SERVER.create(pod);

      assertThat(answer.object().orElseThrow().name()).matches("web-[b-z2-9]{5}");
    }
  }

  @Nested
  class Refusals {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            sepc: {}                        | sepc is an unknown field; did you mean 'spec'?
            spec: {ports: [{targetport: 1}]} | spec.ports[0].targetport is an unknown field; did you mean 'targetPort'?
            spec: {ports: [{port: 70000}]}  | spec.ports[0].port 70000 must be between 1 and 65535
            spec: {selector: [a]}           | spec.selector must be a map, is a list
            spec: {ports: [{port: "80"}]}   | spec.ports[0].port must be an integer, is string "80"
            """)
    void nameTheFieldAndWhatWasMeant(String line, String problem) {
      String yaml =
          """
          apiVersion: v1
          kind: Service
          metadata: {name: api}
          """;

      assertThatThrownBy(() -> SERVER.load(objects(yaml + line)))
          .isInstanceOf(ManifestException.class)
          .message()
          .startsWith("shop.yaml:4: " + problem);
    }

    @Test
    void nameTheServiceCidr() {
      assertThatThrownBy(
              () -> SERVER.load(List.of(service("a", "clusterIP: 10.97.0.1, ports: [{port: 80}]"))))
          .hasMessage(
              "shop.yaml:1: spec.clusterIP '10.97.0.1' is not in the Service CIDR of the cluster,"
                  + " 10.96.0.0/16");
    }

    @Test
    void leaveTheServerAsItWas() {
      Answer answer = SERVER.apply(service("a", "type: NodePort, ports: [{port: 0}]"));

      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.server()).isSameAs(SERVER);
    }
  }

  @Nested
  class Patches {

    private static final ApiServer BEFORE =
        SERVER.apply(service("api", "ports: [{port: 80}]")).server();

    private static Answer patch(String operations) {
      JsonNode tree = new TextSource("patch", operations).documents().get(0).node();
      return BEFORE.patch(key("api"), new JsonPatch(tree));
    }

    @Test
    void changeListsByTheirPlaces() {
      Answer answer =
          patch(
              """
              - {op: test, path: /spec/type, value: ClusterIP}
              - {op: add, path: /spec/ports/0/name, value: http}
              - {op: add, path: /spec/ports/-, value: {name: admin, port: 81}}
              - {op: replace, path: /spec/type, value: NodePort}
              """);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(spec(answer.server(), "api").at("/ports/1/targetPort").asInt()).isEqualTo(81);
      assertThat(spec(answer.server(), "api").at("/ports/1/nodePort").asInt()).isEqualTo(30087);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            [{op: remove, path: /spec/nothing}]                 | the patch does not fit: nothing is at /spec/nothing
            [{op: test, path: /spec/type, value: NodePort}]     | the patch does not fit: the test of /spec/type failed
            [{op: add, path: /spec/ports/7, value: {port: 81}}] | the patch does not fit: no item /spec/ports/7
            """)
    void thatDoNotFitAreRefused(String operations, String problem) {
      Answer answer = patch(operations);

      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.error().orElseThrow().message()).isEqualTo(problem);
    }
  }
}
