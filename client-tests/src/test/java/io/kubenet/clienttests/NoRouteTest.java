package io.kubenet.clienttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Runs the tests of clients once more in a network namespace that has a loopback interface and no
 * route: they pass there, so no packet of theirs leaves for any other place.
 */
class NoRouteTest {

  @Test
  void clientsNeedNothingButTheLoopbackInterface() throws Exception {
    assumeTrue(isRoot(), "network namespaces need Linux, root, unshare and ip");
    Process tests =
        new ProcessBuilder(
                "unshare",
                "--net",
                "sh",
                "-c",
                "ip link set lo up && exec \"$0\" -cp \"$1\" \"$2\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"),
                TestRun.class.getName())
            .redirectErrorStream(true)
            .start();

    String output = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(tests.waitFor()).as(output).isZero();
    assertThat(output).matches("(?s).*[1-9][0-9]* tests passed, 0 failed\\R");
  }

  private static boolean isRoot() throws InterruptedException {
    try {
      return new ProcessBuilder("unshare", "--net", "ip", "link", "set", "lo", "up")
              .redirectErrorStream(true)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
