package io.kubenet.controlplane.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubenet.controlplane.admission.allocation.AllocationConfig;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.Cidr;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ipFamilyPolicy by the families of the cluster and their order, by the families asked for. */
class DualStackTest {

  private static final Cidr IPV4 = Cidr.of("10.96.0.0/16");
  private static final Cidr IPV6 = Cidr.of("fd00:10:96::/112");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # cluster | policy           | families   | policy then      | families then
          4         | -                | -          | SingleStack      | IPv4
          4         | SingleStack      | IPv4       | SingleStack      | IPv4
          4         | SingleStack      | IPv6       | refused          | spec.ipFamilies[0]
          4         | SingleStack      | IPv4, IPv6 | refused          | spec.ipFamilyPolicy
          4         | PreferDualStack  | -          | PreferDualStack  | IPv4
          4         | PreferDualStack  | IPv4, IPv6 | refused          | spec.ipFamilies[1]
          4         | RequireDualStack | -          | refused          | spec.ipFamilyPolicy
          4         | RequireDualStack | IPv4       | refused          | spec.ipFamilyPolicy
          4         | RequireDualStack | IPv6       | refused          | spec.ipFamilies[0]
          4         | RequireDualStack | IPv4, IPv6 | refused          | spec.ipFamilies[1]
          4         | PreferDualStack  | IPv4       | PreferDualStack  | IPv4
          4         | PreferDualStack  | IPv6       | refused          | spec.ipFamilies[0]
          4         | -                | IPv4       | SingleStack      | IPv4
          4         | -                | IPv6       | refused          | spec.ipFamilies[0]
          4         | -                | IPv4, IPv6 | refused          | spec.ipFamilyPolicy
          4         | Single           | -          | refused          | spec.ipFamilyPolicy
          6         | SingleStack      | IPv6       | SingleStack      | IPv6
          6         | SingleStack      | IPv4       | refused          | spec.ipFamilies[0]
          6         | RequireDualStack | IPv6, IPv4 | refused          | spec.ipFamilies[1]
          6         | -                | -          | SingleStack      | IPv6
          6         | PreferDualStack  | -          | PreferDualStack  | IPv6
          6         | PreferDualStack  | IPv4       | refused          | spec.ipFamilies[0]
          6         | RequireDualStack | IPv6       | refused          | spec.ipFamilyPolicy
          46        | -                | -          | SingleStack      | IPv4
          46        | -                | IPv6       | SingleStack      | IPv6
          46        | -                | IPv4, IPv6 | refused          | spec.ipFamilyPolicy
          46        | SingleStack      | IPv6       | SingleStack      | IPv6
          46        | PreferDualStack  | -          | PreferDualStack  | IPv4, IPv6
          46        | PreferDualStack  | IPv6       | PreferDualStack  | IPv6, IPv4
          46        | RequireDualStack | -          | RequireDualStack | IPv4, IPv6
          46        | RequireDualStack | IPv6, IPv4 | RequireDualStack | IPv6, IPv4
          46        | RequireDualStack | IPv4, IPv4 | refused          | spec.ipFamilies[1]
          46        | -                | IPv4       | SingleStack      | IPv4
          46        | -                | IPv6, IPv4 | refused          | spec.ipFamilyPolicy
          46        | SingleStack      | IPv4       | SingleStack      | IPv4
          46        | SingleStack      | IPv4, IPv6 | refused          | spec.ipFamilyPolicy
          46        | PreferDualStack  | IPv4       | PreferDualStack  | IPv4, IPv6
          46        | PreferDualStack  | IPv4, IPv6 | PreferDualStack  | IPv4, IPv6
          46        | PreferDualStack  | IPv6, IPv4 | PreferDualStack  | IPv6, IPv4
          46        | RequireDualStack | IPv4       | RequireDualStack | IPv4, IPv6
          46        | RequireDualStack | IPv6       | RequireDualStack | IPv6, IPv4
          46        | RequireDualStack | IPv4, IPv6 | RequireDualStack | IPv4, IPv6
          46        | RequireDualStack | IPv5       | refused          | spec.ipFamilies[0]
          64        | SingleStack      | IPv6       | SingleStack      | IPv6
          64        | PreferDualStack  | IPv6       | PreferDualStack  | IPv6, IPv4
          64        | RequireDualStack | IPv6       | RequireDualStack | IPv6, IPv4
          64        | RequireDualStack | IPv4, IPv6 | RequireDualStack | IPv4, IPv6
          64        | -                | -          | SingleStack      | IPv6
          64        | SingleStack      | IPv4       | SingleStack      | IPv4
          64        | PreferDualStack  | -          | PreferDualStack  | IPv6, IPv4
          64        | PreferDualStack  | IPv4       | PreferDualStack  | IPv4, IPv6
          64        | RequireDualStack | -          | RequireDualStack | IPv6, IPv4
          64        | RequireDualStack | IPv4       | RequireDualStack | IPv4, IPv6
          """)
  void givesFamilies(
      String cluster, String policy, String families, String policyThen, String familiesThen) {
    String asked =
        (policy == null ? "" : ", ipFamilyPolicy: " + policy)
            + (families == null ? "" : ", ipFamilies: [" + families + "]");

    Answer answer = server(cluster).create(service(asked));

    check(answer, policyThen, familiesThen);
  }

  private static ManifestObject service(String more) {
    String yaml =
        "{apiVersion: v1, kind: Service, metadata: {name: s},"
            + " spec: {selector: {a: b}, ports: [{port: 80}]%s}}".formatted(more);
    return ManifestReader.read(new TextSource("s.yaml", yaml)).objects().get(0);
  }

  private static void check(Answer answer, String policyThen, String familiesThen) {
    if (answer.isRefused()) {
      assertThat(policyThen).isEqualTo("refused");
      assertThat(answer.error().orElseThrow().causes())
          .extracting(cause -> cause.path().toString())
          .contains(familiesThen);
      return;
    }
    JsonNode spec = answer.object().orElseThrow().tree().path("spec");
    assertThat(spec.path("ipFamilyPolicy").asText()).isEqualTo(policyThen);
    assertThat(texts(spec.path("ipFamilies"))).isEqualTo(familiesThen);
    assertThat(families(spec.path("clusterIPs"))).isEqualTo(familiesThen);
  }

  /**
   * allocateUpdate of alloc.go and ValidateServiceUpdate: what was there before stays the first.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # cluster | before                                                | change                                              | policy then      | families then
          46        | ipFamilyPolicy: SingleStack                           | ipFamilyPolicy: PreferDualStack                     | PreferDualStack  | IPv4, IPv6
          46        | ipFamilyPolicy: SingleStack                           | ipFamilyPolicy: RequireDualStack                    | RequireDualStack | IPv4, IPv6
          46        | ipFamilies: [IPv6]                                    | ipFamilyPolicy: PreferDualStack                     | PreferDualStack  | IPv6, IPv4
          64        | ipFamilyPolicy: SingleStack                           | ipFamilyPolicy: PreferDualStack                     | PreferDualStack  | IPv6, IPv4
          46        | ipFamilyPolicy: SingleStack                           | ipFamilyPolicy: RequireDualStack, ipFamilies: [IPv4, IPv6] | RequireDualStack | IPv4, IPv6
          46        | ipFamilyPolicy: SingleStack                           | ipFamilyPolicy: RequireDualStack, ipFamilies: [IPv6, IPv4] | refused   | spec.clusterIPs[0]
          46        | ipFamilyPolicy: SingleStack                           | ipFamilies: [IPv4, IPv6]                            | refused          | spec.ipFamilyPolicy
          46        | ipFamilyPolicy: SingleStack                           | ipFamilies: [IPv6]                                  | refused          | spec.clusterIPs[0]
          46        | ipFamilyPolicy: SingleStack                           | ipFamilies: []                                      | SingleStack      | IPv4
          46        | ipFamilyPolicy: PreferDualStack                       | ipFamilyPolicy: SingleStack                         | SingleStack      | IPv4
          46        | ipFamilyPolicy: RequireDualStack                      | ipFamilyPolicy: SingleStack                         | SingleStack      | IPv4
          46        | ipFamilyPolicy: RequireDualStack, ipFamilies: [IPv6]  | ipFamilyPolicy: SingleStack                         | SingleStack      | IPv6
          46        | ipFamilyPolicy: PreferDualStack                       | ipFamilyPolicy: RequireDualStack                    | RequireDualStack | IPv4, IPv6
          46        | ipFamilyPolicy: RequireDualStack                      | ipFamilyPolicy: null                                | RequireDualStack | IPv4, IPv6
          46        | ipFamilyPolicy: PreferDualStack                       | ipFamilies: [IPv4]                                  | refused          | spec.ipFamilyPolicy
          46        | ipFamilyPolicy: PreferDualStack                       | ipFamilyPolicy: SingleStack, ipFamilies: [IPv4]     | SingleStack      | IPv4
          46        | ipFamilyPolicy: PreferDualStack                       | ipFamilyPolicy: SingleStack, ipFamilies: [IPv6]     | refused          | spec.clusterIPs[0]
          46        | ipFamilyPolicy: PreferDualStack                       | ipFamilies: [IPv6, IPv4]                            | refused          | spec.clusterIPs[0]
          46        | ipFamilyPolicy: PreferDualStack                       | clusterIPs: []                                      | PreferDualStack  | IPv4, IPv6
          4         | ipFamilyPolicy: PreferDualStack                       | ipFamilyPolicy: RequireDualStack                    | refused          | spec.ipFamilyPolicy
          4         | ipFamilyPolicy: PreferDualStack                       | ipFamilyPolicy: SingleStack                         | SingleStack      | IPv4
          """)
  void changesFamilies(
      String cluster, String before, String change, String policyThen, String familiesThen) {
    ManifestObject service = service(", " + before);
    ApiServer server = server(cluster).create(service).server();
    ObjectKey key = ObjectKey.of(service);
    String first = first(server, key);

    Answer answer =
        server.patch(
            key,
            new Patch.Merge(
                new TextSource("patch", "{spec: {" + change + "}}").documents().get(0).node()));

    check(answer, policyThen, familiesThen);
    assertThat(first(answer.server(), key)).isEqualTo(first);
  }

  private static String first(ApiServer server, ObjectKey key) {
    return server.find(key).orElseThrow().tree().at("/spec/clusterIP").asText();
  }

  /** The second address of a Service that had two is another's now. */
  @Test
  void givesBackTheSecondAddress() {
    ManifestObject service = service(", ipFamilyPolicy: RequireDualStack");
    ApiServer server = server("46").create(service).server();
    String second =
        server.find(ObjectKey.of(service)).orElseThrow().tree().at("/spec/clusterIPs/1").asText();
    JsonNode single =
        new TextSource("patch", "{spec: {ipFamilyPolicy: SingleStack}}").documents().get(0).node();

    ApiServer after = server.patch(ObjectKey.of(service), new Patch.Merge(single)).server();

    ManifestObject taker =
        ManifestReader.read(
                new TextSource(
                    "t.yaml",
                    "{apiVersion: v1, kind: Service, metadata: {name: t}, spec: {clusterIP: '%s',"
                            .formatted(second)
                        + " ports: [{port: 80}]}}"))
            .objects()
            .get(0);
    assertThat(after.create(taker).isRefused()).isFalse();
  }

  private static ApiServer server(String families) {
    return ApiServer.start(
        AllocationConfig.of(
            families.chars().mapToObj(f -> f == '4' ? IPV4 : IPV6).toArray(Cidr[]::new)));
  }

  private static String texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  private static String families(JsonNode addresses) {
    return StreamSupport.stream(addresses.spliterator(), false)
        .map(address -> address.asText().contains(":") ? "IPv6" : "IPv4")
        .collect(Collectors.joining(", "));
  }
}
