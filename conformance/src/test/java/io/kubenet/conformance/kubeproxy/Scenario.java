package io.kubenet.conformance.kubeproxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.ControlPlaneConfig;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.config.KubeProxyConfigReader;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ClusterState;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.net.IpFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Services, and what they become one after another.
 *
 * @param families the families of the cluster
 * @param configuration kube-proxy's settings, without apiVersion, kind and mode
 * @param generations the objects at first, and after each change
 */
record Scenario(
    List<IpFamily> families, ObjectNode configuration, List<List<ApiObject>> generations) {

  private static final int NODES = 3;

  /** One of so many changes. */
  static Scenario arbitrary(Random random, int changes) {
    Draw draw = new Draw(random);
    List<IpFamily> families =
        draw.happens(50) ? List.of(IpFamily.values()) : List.of(IpFamily.IPV4);
    ObjectNode configuration = ArbitraryConfiguration.of(draw);
    List<List<ApiObject>> generations = new ArrayList<>();
    generations.add(generation(draw, families, 0));
    for (int i = 1; i <= changes; i++) {
      generations.add(changed(draw, generations.get(i - 1), generation(draw, families, i)));
    }
    return new Scenario(families, configuration, generations);
  }

  private static List<ApiObject> generation(Draw draw, List<IpFamily> families, int number) {
    List<ApiObject> objects = new ArrayList<>();
    ArbitraryNodes nodes = new ArbitraryNodes(draw, families);
    for (int node = 1; node <= NODES; node++) {
      objects.add(nodes.node(node));
    }
    boolean isLarge = draw.happens(3);
    int services = isLarge ? 5 : draw.number(1, 5);
    for (int i = 1; i <= services; i++) {
      ApiObject service = ArbitraryService.of(draw, i, families);
      objects.add(service);
      objects.addAll(
          isLarge ? ArbitrarySlices.large(draw, service) : ArbitrarySlices.of(draw, service));
    }
    objects.addAll(new Marker(families).objects(number));
    return objects;
  }

  /** Some objects become others, some come, some go; the marker always changes, as the last one. */
  private static List<ApiObject> changed(Draw draw, List<ApiObject> before, List<ApiObject> drawn) {
    Map<String, ApiObject> changed = new LinkedHashMap<>();
    before.forEach(object -> changed.put(object.key(), object));
    for (ApiObject object : drawn) {
      if (Marker.isOf(object) || draw.happens(isNode(object) ? 15 : 60)) {
        changed.remove(object.key());
        changed.put(object.key(), object);
      }
    }
    changed.values().removeIf(o -> !Marker.isOf(o) && !isNode(o) && draw.happens(20));
    return List.copyOf(changed.values());
  }

  private static boolean isNode(ApiObject object) {
    return object.type().equals("v1 Node");
  }

  /** The nodes at first. */
  List<ApiObject> nodes() {
    return generations.get(0).stream().filter(Scenario::isNode).toList();
  }

  boolean isDual() {
    return families.size() > 1;
  }

  /**
   * Whether a kube-proxy can do what is asked of it: until 1.32 it wrote interface prefixes in
   * nftables mode in a way that nft refuses, and so no rules at all.
   */
  boolean isFor(Mode mode, String version) {
    boolean hasPrefix = configuration.get("detectLocalMode").asText().equals("InterfaceNamePrefix");
    return !(hasPrefix && mode == Mode.NFTABLES && List.of("1.31", "1.32").contains(version));
  }

  /** The file that a kube-proxy reads. */
  ObjectNode configuration(Mode mode) {
    ObjectNode whole = configuration.deepCopy();
    whole.put("apiVersion", "kubeproxy.config.k8s.io/v1alpha1");
    whole.put("kind", "KubeProxyConfiguration");
    return whole.put("mode", mode == Mode.IPTABLES ? "iptables" : "nftables");
  }

  KubeProxyConfig config(Mode mode, String version) {
    return KubeProxyConfigReader.read(
        new TextSource("config.yaml", configuration(mode).toString()),
        KubernetesVersion.of(version));
  }

  /** The objects of a generation, as somebody applies them. */
  String manifest(int generation) {
    return generations.get(generation).stream()
        .map(object -> object.json().toString())
        .collect(Collectors.joining("\n---\n"));
  }

  /** What the emulator makes of them. */
  ClusterState state(int generation) {
    return ControlPlane.load(
            ManifestReader.read(new TextSource("manifest.yaml", manifest(generation))),
            ControlPlaneConfig.of(families.toArray(IpFamily[]::new)))
        .state();
  }

  @Override
  public String toString() {
    return Stream.iterate(0, i -> i < generations.size(), i -> i + 1)
        .map(i -> "# generation " + i + "\n" + manifest(i))
        .collect(Collectors.joining("\n", configuration + "\n", ""));
  }
}
