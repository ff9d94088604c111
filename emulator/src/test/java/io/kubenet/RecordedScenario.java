package io.kubenet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.manifest.TextSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was recorded of a small real cluster with one kube-proxy.
 *
 * @param folder the recordings of one version and mode: SCENARIO/v1.36/iptables
 */
record RecordedScenario(Path folder) {

  private static final Path ROOT = Path.of("src/test/resources/recordings");

  /** All that have probes. */
  static List<RecordedScenario> all() {
    return Stream.of("conformance", "conformance-article", "conformance-dual")
        .flatMap(collection -> probesBelow(ROOT.resolve(collection)))
        .map(probes -> new RecordedScenario(probes.getParent()))
        .toList();
  }

  private static Stream<Path> probesBelow(Path collection) {
    try (Stream<Path> files = Files.walk(collection)) {
      return files
          .filter(file -> file.getFileName().toString().equals("probes.yaml"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Cluster cluster() {
    Path manifest = folder.getParent().getParent().resolve("manifest.yaml");
    return KubeNet.load(
        ClusterConfig.iptables()
            .withKubernetesVersion(folder.getParent().getFileName().toString())
            .withKubeProxyConfiguration("scenario.yaml", configuration()),
        manifest);
  }

  /** The settings of the scenario over those of all scenarios. */
  private String configuration() {
    TextSource source =
        new TextSource("scenario.yaml", read(folder.getParent().getParent(), "scenario.yaml"));
    ObjectNode settings = source.documents().get(0).get("kubeProxyConfiguration").node().deepCopy();
    settings.put("apiVersion", "kubeproxy.config.k8s.io/v1alpha1");
    settings.put("kind", "KubeProxyConfiguration");
    settings.put("mode", folder.getFileName().toString());
    if (!settings.has("clusterCIDR")) {
      settings.put("clusterCIDR", "10.244.0.0/16,fd00:10:244::/48");
    }
    return settings.toString();
  }

  List<RecordedProbe> probes() {
    return new TextSource("probes.yaml", read(folder, "probes.yaml"))
        .documents().stream()
            .flatMap(document -> document.items().stream())
            .map(RecordedProbe::of)
            .toList();
  }

  private static String read(Path folder, String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code conformance/clusterip/v1.36/iptables}. */
  @Override
  public String toString() {
    return ROOT.relativize(folder).toString();
  }
}
