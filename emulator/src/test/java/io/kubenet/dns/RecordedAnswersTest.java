package io.kubenet.dns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.Streams;
import com.google.common.io.Resources;
import io.kubenet.chance.choice.SeededChance;
import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.ControlPlaneConfig;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.DnsRecord;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Transport;
import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Every question that a real CoreDNS 1.13.1 was asked; see the README of the recordings. */
@ParameterizedClass
@ValueSource(
    strings = {
      "cache-30",
      "cluster-ip",
      "dual-stack",
      "external-name",
      "external-name-upstream",
      "headless-readiness",
      "large-answers",
      "letter-case",
      "long-names",
      "manual-slices",
      "names-that-do-not-exist",
      "namespace-object-missing",
      "namespaces",
      "no-endpoints",
      "no-kube-dns-service",
      "pods-disabled",
      "pods-insecure",
      "pods-verified",
      "ptr",
      "srv-ports",
      "statefulset-zookeeper",
      "ttl-600",
      "zone-apex"
    })
class RecordedAnswersTest {

  private final String scenario;

  RecordedAnswersTest(String scenario) {
    this.scenario = scenario;
  }

  @TestFactory
  Stream<DynamicTest> everyQuestionHasTheRecordedAnswer() throws IOException {
    ClusterState state = recordedCluster();
    ClusterDns server =
        ClusterDns.of(Corefile.parse(Resources.toString(file("Corefile"), UTF_8), "Corefile"))
            .withAddresses(addresses())
            .withExternalZone(upstream());
    List<JsonNode> recorded = Streams.stream(yaml("answers.yaml")).toList();
    List<Answer> told =
        recorded.stream()
            .map(r -> server.answer(question(r), state, Duration.ZERO, new SeededChance(7)))
            .toList();
    return IntStream.range(0, recorded.size())
        .mapToObj(i -> compared(recorded.get(i), told.get(i)));
  }

  private ClusterState recordedCluster() throws IOException {
    String text = Resources.toString(file("manifest.yaml"), UTF_8);
    Manifest manifest = ManifestReader.read(new TextSource("manifest.yaml", text));
    return ControlPlane.load(manifest, ControlPlaneConfig.of(IpFamily.IPV4)).state();
  }

  private static DynamicTest compared(JsonNode recorded, Answer told) {
    return dynamicTest(
        told.question().toString(),
        () -> {
          assertThat(told.rcode()).hasToString(recorded.path("rcode").asText());
          assertThat(told.isAuthoritative()).isEqualTo(recorded.path("authoritative").asBoolean());
          assertThat(told.isRecursionAvailable())
              .isEqualTo(recorded.path("recursionAvailable").asBoolean());
          assertThat(told.isTruncated()).isEqualTo(recorded.path("truncated").asBoolean());
          if (told.isTruncated()) {
            assertThat(told.answer()).hasSize(recorded.path("answerCount").asInt());
            assertThat(told.additional()).hasSize(recorded.path("additionalCount").asInt());
            return;
          }
          assertThat(texts(told.answer())).hasSameElementsAs(texts(recorded.path("answer")));
          assertThat(texts(told.authority())).hasSameElementsAs(texts(recorded.path("authority")));
          assertThat(texts(told.additional()))
              .containsExactlyInAnyOrderElementsOf(texts(recorded.path("additional")));
        });
  }

  private static Question question(JsonNode recorded) {
    return new Question(
        recorded.path("name").asText(),
        recorded.path("type").asText(),
        recorded.path("transport").asText().equals("udp") ? Transport.UDP : Transport.TCP,
        recorded.has("ednsBufferSize")
            ? OptionalInt.of(recorded.path("ednsBufferSize").asInt())
            : OptionalInt.empty());
  }

  private static List<String> texts(JsonNode section) {
    return Streams.stream(section).map(record -> record(record).toString()).toList();
  }

  private static List<String> texts(List<DnsRecord> section) {
    return section.stream()
        .map(DnsRecord::toString)
        .map(text -> text.replaceFirst("( IN SOA \\S+ \\S+) 0 7200 1800 ", "$1 SERIAL 7200 1800 "))
        .toList();
  }

  private static DnsRecord record(JsonNode record) {
    return new DnsRecord(
        record.path(0).asText(),
        record.path(1).asLong(),
        record.path(2).asText(),
        record.path(3).asText());
  }

  private List<IpAddress> addresses() throws IOException {
    return Streams.stream(yaml("settings.yaml").path("server"))
        .map(address -> IpAddress.of(address.asText()))
        .toList();
  }

  /** The recorded upstream answers what it does not know with the root's SOA record. */
  private ExternalZone upstream() throws IOException {
    if (!scenario.equals("external-name-upstream")) {
      return ExternalZone.empty();
    }
    String root = "a.root-servers.example. nstld.example. 1 1800 900 604800 86400";
    return Streams.stream(yaml("upstream.yaml"))
        .map(RecordedAnswersTest::record)
        .reduce(
            ExternalZone.empty().with(new DnsRecord(".", 86400, "SOA", root)),
            ExternalZone::with,
            (one, other) -> one);
  }

  private JsonNode yaml(String name) throws IOException {
    return new YAMLMapper().readTree(Resources.toString(file(name), UTF_8));
  }

  private URL file(String name) {
    return Resources.getResource("recordings/dns/" + scenario + "/" + name);
  }
}
