package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void aRolloutTellsWhatItCosts() throws IOException {
    JsonNode timeline = JSON.readTree(run("rollout", "deployment/shop/api", "-o", "json").out());

    assertThat(timeline.path("events").path(0).toString())
        .isEqualTo(
            "{\"t\":1,\"component\":\"script\",\"what\":\"restart\","
                + "\"object\":\"deployment/shop/api\",\"because\":\"\"}");
    assertThat(timeline.path("slices").path(0).path("service").asText()).isEqualTo("shop/api");
    assertThat(timeline.path("rules")).isNotEmpty();
    JsonNode flow = timeline.path("flows").path(0);
    assertThat(flow.path("from").asText()).isEqualTo("pod/shop/client");
    assertThat(flow.path("intervals").path(0).path("outcomes").path(0).path("verdict").asText())
        .isEqualTo("ESTABLISHED");
    double lost = 0;
    for (JsonNode loss : flow.path("requests").path("lost")) {
      lost += loss.path("count").asDouble();
    }
    assertThat(flow.path("requests").path("answered").asDouble() + lost)
        .isCloseTo(flow.path("requests").path("sent").asDouble(), offset(1e-6));
  }

  @Test
  void anExpectationThatDoesNotHoldIsAnExitStatus() throws IOException {
    assertThat(run("rollout", "deployment/shop/api", "--expect-no-loss").status()).isEqualTo(1);
    assertThat(
            run("rollout", "deployment/shop/api", "--expect-no-loss", "--delays", "none").status())
        .isZero();
  }

  @Test
  void aDrainMovesPods() throws IOException {
    assertThat(run("drain", "node2", "--delays", "none").out())
        .contains("script                      drain  node/node2")
        .contains("no delays");
  }

  @Test
  void aScriptAndDelaysAreReadFromFiles() throws IOException {
    Path script =
        file(
            "steps.yaml",
            """
            - {at: 1s, scale: {object: deployment/shop/api, replicas: 3}}
            - {when: available deployment/shop/api, unready: {owner: deployment/shop/api, ordinal: 3}}
            - {when: idle, pause: kube-proxy/node1}
            - {when: idle, apply: shop.yaml}
            """);
    Path delays =
        file(
            "delays.yaml",
            """
            container-start: 2s
            proxy-sync: {min: 10ms, max: 20ms}
            containers: [{pod: shop/api-*, listensAfter: 1s, onSigterm: drain, drain: 5s}]
            """);

    CommandRun run = run("timeline", "--script", script.toString(), "--delays", delays.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("script                      scale  deployment/shop/api")
        .contains("script                      unready  deployment/shop/api#3")
        .contains("script                      pause  kube-proxy/node1")
        .contains("script                      apply")
        .contains("  container-start         2s\n");
  }

  @Test
  void whatIsNoDelayIsNamedWithItsPlace() throws IOException {
    Path delays = file("delays.yaml", "proxy-sink: 2s\n");

    assertThat(run("rollout", "deployment/shop/api", "--delays", delays.toString()).err())
        .startsWith(delays + ":1: proxy-sink 'proxy-sink' is not a delay; expected containers or");
  }

  @Test
  void whatIsNoStepIsNamedWithItsPlace() throws IOException {
    Path script = file("steps.yaml", "- {at: 1s}\n");

    assertThat(run("timeline", "--script", script.toString()).err())
        .startsWith(script + ":1: [0] a step does one thing, not 0; expected one of [apply,");
  }

  @Test
  void theRowsOfDelaysAreShownWithoutACluster() {
    assertThat(CommandRun.of("timeline", "--show-delays").out())
        .contains("proxy-min-sync-period    1s")
        .contains("container-start          1s to 5s");
  }

  @Test
  void aPageIsWholeInItself() throws IOException {
    assertThat(run("rollout", "deployment/shop/api", "-o", "html").out())
        .startsWith("<!DOCTYPE html>")
        .contains("From pod/shop/client to api:80")
        .contains("class=\"stretch bad\"")
        .doesNotContain("<script");
  }

  private CommandRun run(String... options) throws IOException {
    String[] all = new String[options.length + 6];
    System.arraycopy(options, 0, all, 0, options.length);
    String[] common = {"-f", shop(), "--from", "pod/shop/client", "--to", "api:80"};
    System.arraycopy(common, 0, all, options.length, common.length);
    return CommandRun.of(all);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private String shop() throws IOException {
    return file(
            "shop.yaml",
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: client, namespace: shop}
            spec: {nodeName: node1, containers: [{name: main, image: client}]}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: api, namespace: shop}
            spec:
              replicas: 2
              selector: {matchLabels: {app: api}}
              template:
                metadata: {labels: {app: api}}
                spec: {containers: [{name: main, image: api, ports: [{containerPort: 8080}]}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: api, namespace: shop}
            spec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}
            """)
        .toString();
  }
}
