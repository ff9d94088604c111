package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EqualCommandTest {

  private static final String RULES =
      """
      *filter
      :INPUT ACCEPT [0:0]
      :FORWARD ACCEPT [0:0]
      :OUTPUT ACCEPT [0:0]
      -A FORWARD -s 203.0.113.0/24 -p tcp -m tcp --dport 6379 -j DROP
      COMMIT
      """;

  @TempDir private Path folder;

  @Test
  void listingsThatDoTheSameAreEqual() throws IOException {
    Path one = Files.writeString(folder.resolve("one.rules"), RULES);
    Path two =
        Files.writeString(
            folder.resolve("two.rules"),
            RULES.replace(
                "-A FORWARD -s 203.0.113.0/24",
                "-A FORWARD -s 203.0.113.128/25 -p tcp -m tcp --dport 6379 -j DROP\n"
                    + "-A FORWARD -s 203.0.113.0/25"));

    assertThat(told(0, one, two)).startsWith("node1: equal (");
  }

  @Test
  void aDifferenceIsToldAsRangesWithAWitness() throws IOException {
    Path one = Files.writeString(folder.resolve("one.rules"), RULES);
    Path two =
        Files.writeString(folder.resolve("two.rules"), RULES.replace("113.0/24", "113.0/25"));

    assertThat(told(1, one, two))
        .startsWith("node1: different (")
        .contains("TCP from 203.0.113.128/25 to ")
        .contains(" port 6379 by eth0, cni0, another0\n    before  dropped\n    after   sent by")
        .contains("such as TCP 203.0.113.128:33333 -> ");
  }

  @Test
  void aSideWithoutRulesIsAnError() throws IOException {
    Path one = Files.writeString(folder.resolve("one.rules"), RULES);
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setErr(new PrintWriter(err));

    assertThat(line.execute("equal", "--before-rules", "node1=" + one)).isEqualTo(2);
    assertThat(err.toString())
        .contains("no rules of 'node1' are given on one side; give both, or the manifests");
  }

  private static String told(int status, Path one, Path two) {
    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out));
    assertThat(
            line.execute(
                "equal", "--before-rules", "node1=" + one, "--after-rules", "node1=" + two))
        .isEqualTo(status);
    return out.toString();
  }
}
