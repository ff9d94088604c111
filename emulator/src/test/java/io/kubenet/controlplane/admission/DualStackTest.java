package io.kubenet.controlplane.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.Cidr;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
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
    String yaml =
        "{apiVersion: v1, kind: Service, metadata: {name: s},"
            + " spec: {selector: {a: b}, ports: [{port: 80}]%s}}".formatted(asked);

    Answer answer =
        server(cluster)
            .create(ManifestReader.read(new TextSource("s.yaml", yaml)).objects().get(0));

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

  private static ApiServer server(String families) {
    return ApiServer.start(
        AdmissionConfig.of(
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
