package io.kubenet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.base.Splitter;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The truth tables that cyclonus computed for its generated cases. */
class RecordedCasesTest {

  private static final Path RECORDINGS = Path.of("src/test/resources/recordings/netpol");

  static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(RECORDINGS)) {
      return files.filter(file -> file.toString().endsWith(".expected.yaml")).sorted().toList();
    }
  }

  @Test
  void all78CasesAreHere() throws IOException {
    assertThat(cases()).hasSize(78);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyRowAgrees(Path expectation) throws IOException {
    JsonNode recorded = new YAMLMapper().readTree(expectation.toFile());
    ClusterState state =
        PolicyManifest.read(
            Files.readString(RECORDINGS.resolve(recorded.path("manifest").asText())));
    PolicyEngine engine = PolicyEngine.of(state);
    Map<String, String> expected = rows(recorded.path("expected"));

    Map<String, String> judged = new LinkedHashMap<>();
    expected.keySet().forEach(row -> judged.put(row, judge(engine, packet(state, row))));

    assertThat(judged).isNotEmpty().isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyPodReachesItself(Path expectation) throws IOException {
    JsonNode recorded = new YAMLMapper().readTree(expectation.toFile());
    ClusterState state =
        PolicyManifest.read(
            Files.readString(RECORDINGS.resolve(recorded.path("manifest").asText())));
    PolicyEngine engine = PolicyEngine.of(state);

    Map<String, String> self = rows(recorded.path("self"));

    assertThat(self.keySet())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(judge(engine, packet(state, row))).isEqualTo("allowed"));
  }

  private static Map<String, String> rows(JsonNode rows) {
    Map<String, String> read = new LinkedHashMap<>();
    rows.properties().forEach(row -> read.put(row.getKey(), row.getValue().asText()));
    return read;
  }

  /** {@code x/a -> x/b TCP/80}. */
  private static Packet packet(ClusterState state, String row) {
    List<String> words = Splitter.on(' ').splitToList(row);
    List<String> port = Splitter.on('/').splitToList(words.get(3));
    return Packet.first(
        Protocol.valueOf(port.get(0)),
        new IpPort(address(state, words.get(0)), 40000),
        new IpPort(address(state, words.get(2)), Integer.parseInt(port.get(1))));
  }

  private static IpAddress address(ClusterState state, String pod) {
    return state.pod(ObjectName.of(pod)).orElseThrow().ips().get(0);
  }

  /** {@code allowed}, or {@code denied} with the sides that block. */
  private static String judge(PolicyEngine engine, Packet packet) {
    String blocking =
        Stream.of(engine.ingress(packet), engine.egress(packet))
            .filter(verdict -> !verdict.isAllowed())
            .map(verdict -> verdict.direction().toString())
            .collect(Collectors.joining("+"));
    return blocking.isEmpty() ? "allowed" : "denied " + blocking;
  }
}
