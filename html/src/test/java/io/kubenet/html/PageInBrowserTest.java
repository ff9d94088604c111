package io.kubenet.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.html.HtmlEscapers;
import com.google.common.io.Resources;
import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages in a real browser, where the machine has one. */
class PageInBrowserTest {

  private static final Pattern MEASURED = Pattern.compile("data-measured=\"([^\"]*)\"");
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");

  @TempDir private Path folder;

  private final Cluster cluster =
      KubeNet.load(ClusterConfig.iptables(), "shop.yaml", PagesTest.MANIFEST);

  @ParameterizedTest
  @CsvSource({"360, light", "360, dark", "1100, light", "1100, dark"})
  void pagesFitAndCanBeRead(int width, String scheme) throws Exception {
    for (String page : pages()) {
      JsonNode measured = measured(page, width, scheme);

      assertThat(measured.get("scheme").asText()).isEqualTo(scheme);
      assertThat(measured.get("width").asInt()).isLessThanOrEqualTo(width);
      assertThat(measured.get("faint")).isEmpty();
      assertThat(measured.get("hidden").asInt()).isZero();
    }
  }

  private List<String> pages() {
    return List.of(
        Pages.of(cluster, cluster.node("node3").everyConnectionTo("10.96.0.20", 80)),
        Pages.of(cluster.pod("web-1").connectTo("empty", 80)),
        Pages.of(cluster.reachability()));
  }

  /** What a script finds in the page, in a frame of a width. */
  private JsonNode measured(String page, int width, String scheme) throws Exception {
    String frame =
        "<body><iframe style=\"border:0;color-scheme:%s\" width=%d height=900 srcdoc=\"%s\"></iframe><script>%s</script>"
            .formatted(
                scheme, width, HtmlEscapers.htmlEscaper().escape(page), script("measure.js"));
    Matcher found =
        MEASURED.matcher(dom(Files.writeString(folder.resolve("f.html"), frame), scheme));
    assertThat(found.find()).isTrue();
    return new JsonMapper().readTree(found.group(1).replace("&quot;", "\""));
  }

  private static String script(String name) throws IOException {
    return Resources.toString(
        Resources.getResource(PageInBrowserTest.class, name), StandardCharsets.UTF_8);
  }

  private String dom(Path page, String scheme) throws Exception {
    File out = folder.resolve("dom").toFile();
    Process process =
        new ProcessBuilder(
                browser(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + folder.resolve("profile"),
                "--blink-settings=preferredColorScheme=" + (scheme.equals("dark") ? 0 : 1),
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(out)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      abort("the browser does not answer");
    }
    return Files.readString(out.toPath());
  }

  private static String browser() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(bin -> BROWSERS.stream().map(name -> Path.of(bin, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseGet(() -> abort("no browser on this machine: " + BROWSERS));
  }
}
