package io.kubenet.kubeproxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.ControlPlaneConfig;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.config.KubeProxyConfigReader;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ClusterState;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.net.IpFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules that a real kube-proxy wrote on one node.
 *
 * @param listing the file that holds them: SCENARIO/v1.36/iptables/node1.rules
 */
record Recording(Path listing) {

  private static final Path ROOT = Path.of("src/test/resources/recordings");

  /** All recordings of a mode: {@code iptables}. */
  static Stream<Recording> ofMode(String mode) {
    return Stream.of("conformance", "conformance-article", "conformance-dual", "kube-proxy")
        .flatMap(folder -> filesBelow(ROOT.resolve(folder)))
        .filter(file -> file.getFileName().toString().matches("node\\d\\.rules6?"))
        .filter(file -> file.getParent().endsWith(mode))
        .map(Recording::new);
  }

  String rules() {
    return read(listing);
  }

  boolean hasProbes() {
    return Files.exists(probesFile()) && read(probesFile()).startsWith("- ");
  }

  /** The connections that were made while these rules were in force. */
  List<LocatedTree> probes() {
    return new TextSource("probes.yaml", "probes:\n" + read(probesFile()))
        .documents()
        .get(0)
        .get("probes")
        .items();
  }

  private Path probesFile() {
    return listing.resolveSibling("probes.yaml");
  }

  String node() {
    return Splitter.on('.').split(listing.getFileName().toString()).iterator().next();
  }

  IpFamily family() {
    return listing.toString().endsWith("6") ? IpFamily.IPV6 : IpFamily.IPV4;
  }

  /**
   * The cluster of the scenario's manifest, as the control plane completes it. The article's
   * cluster IP is in kubeadm's block of Services.
   */
  ClusterState cluster() {
    boolean isDual = listing.toString().contains("dual-");
    ControlPlaneConfig config =
        isDual
            ? ControlPlaneConfig.of(IpFamily.IPV4, IpFamily.IPV6)
            : ControlPlaneConfig.of(IpFamily.IPV4);
    return ControlPlane.load(
            ManifestReader.read(new TextSource(manifest().toString(), read(manifest()))), config)
        .state();
  }

  private Path manifest() {
    return scenario().resolve("manifest.yaml");
  }

  /** How the kube-proxy was set up: the settings of the scenario over those of all scenarios. */
  KubeProxyConfig config() {
    LocatedTree settings =
        new TextSource("scenario.yaml", read(scenario().resolve("scenario.yaml")))
            .documents()
            .get(0)
            .get("kubeProxyConfiguration");
    String version = listing.getParent().getParent().getFileName().toString();
    return KubeProxyConfigReader.read(
        new TextSource("config", configuration(settings)), KubernetesVersion.of(version));
  }

  private String configuration(LocatedTree settings) {
    ObjectNode whole = settings.node().deepCopy();
    whole.put("apiVersion", "kubeproxy.config.k8s.io/v1alpha1");
    whole.put("kind", "KubeProxyConfiguration");
    whole.put("mode", listing.getParent().getFileName().toString());
    if (!whole.has("clusterCIDR")) {
      whole.put("clusterCIDR", "10.244.0.0/16,fd00:10:244::/48");
    }
    return whole.toString();
  }

  private Path scenario() {
    return listing.getParent().getParent().getParent();
  }

  private static Stream<Path> filesBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code conformance/clusterip/v1.36/iptables/node1.rules}. */
  @Override
  public String toString() {
    return ROOT.relativize(listing).toString();
  }
}
