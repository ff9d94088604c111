package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ClusterOptionsTest {

  private static final String SHOP =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: node1, containers: [{name: main, image: app}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {nodeName: node2, containers: [
        {name: main, image: app, ports: [{containerPort: 80}]}]}, status: {podIP: 10.244.2.7}}
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeManifest() throws IOException {
    Files.writeString(folder.resolve("shop.yaml"), SHOP);
  }

  @Test
  void manifestsComeFromTheStandardInput() {
    int status =
        withInput(
            SHOP,
            () -> run("reach", "-f", "-", "--from", "pod/default/client", "--to", "10.244.2.7:80"));

    assertThat(status).isZero();
    assertThat(out.toString()).contains("default/web");
  }

  @Test
  void mistakeInTheStandardInputIsCalledByADash() {
    int status = withInput("kind: Pod\nmetadata: [", () -> run("matrix", "-f", "-"));

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).startsWith("-:").hasLineCount(1);
  }

  @Test
  void rulesOfARealNodeAreObeyed() throws IOException {
    String rules = rules("-d 10.244.2.7/32 -m comment --comment \"no shopping\" -j DROP");

    int status = reach("node1=" + rules);

    assertThat(status).isZero();
    assertThat(out.toString()).contains("TIMED_OUT").contains("no shopping");
  }

  @Test
  void answerThatHangsOnAnUnknownMatchIsOneLineAtFault() throws IOException {
    String rules = rules("-d 10.244.2.7/32 -m geoip --source-country XX -j DROP");

    int status = reach("node1=" + rules);

    assertThat(status).isEqualTo(2);
    assertThat(err.toString())
        .hasLineCount(1)
        .contains("geoip --source-country XX", "-A FORWARD -d 10.244.2.7/32");
  }

  @Test
  void mistakeInRulesIsCalledByFileAndLine() throws IOException {
    String rules = rules("-d 10.244.2.700 -j DROP");

    int status = reach("node1=" + rules);

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).startsWith(rules + ":3: ").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"node1.rules", "=node1.rules", "node1=", "="})
  void rulesWithoutANodeOrAFileAreRefused(String rules) {
    int status = reach(rules);

    assertThat(status).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("--rules '" + rules + "' is not NODE=FILE");
  }

  private String rules(String rule) throws IOException {
    Path file = folder.resolve("node1.rules");
    Files.writeString(file, "*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD " + rule + "\nCOMMIT\n");
    return file.toString();
  }

  private int reach(String rules) {
    return run(
        "reach",
        "-f",
        folder.resolve("shop.yaml").toString(),
        "--rules",
        rules,
        "--from",
        "pod/default/client",
        "--to",
        "10.244.2.7:80");
  }

  private int run(String... arguments) {
    CommandLine line = Main.commandLine();
    return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }

  private static int withInput(String text, IntSupplier running) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    try {
      return running.getAsInt();
    } finally {
      System.setIn(before);
    }
  }
}
