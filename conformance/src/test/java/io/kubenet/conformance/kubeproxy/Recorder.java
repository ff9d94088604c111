package io.kubenet.conformance.kubeproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kubenet.conformance.kernel.Namespace;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.net.IpFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Writes what real kube-proxies make of arbitrary Services into a folder, as the recordings of the
 * emulator's tests are: for builds that have no kube-proxies.
 */
final class Recorder {

  /** Large clusters say in megabytes what small ones say in kilobytes. */
  private static final int LARGEST = 100_000;

  private static final long SEED = 20261123;

  private static final YAMLMapper YAML = new YAMLMapper();

  private final Path folder;
  private final Namespace node;

  private Recorder(Path folder, Namespace node) {
    this.folder = folder;
    this.node = node;
  }

  /**
   * Records scenarios, each in one of the versions that there are, in turn.
   *
   * @param arguments the folder, and how many scenarios
   */
  public static void main(String[] arguments) {
    try (Namespace node = KernelRules.node("knt-recorder")) {
      Recorder recorder = new Recorder(Path.of(arguments[0]), node);
      Random random = new Random(SEED);
      for (int number = 1; number <= Integer.parseInt(arguments[1]); number++) {
        recorder.record(Scenario.arbitrary(random, 0), number);
      }
    }
  }

  private void record(Scenario scenario, int number) {
    String name = (scenario.isDual() ? "dual-" : "") + "arbitrary-" + number;
    List<String> versions = Binaries.versions();
    String version = versions.get(number % versions.size());
    if (scenario.manifest(0).length() > LARGEST) {
      return;
    }
    write(Path.of(name, "manifest.yaml"), manifest(scenario));
    write(Path.of(name, "scenario.yaml"), yaml(about(scenario)));
    for (Mode mode : List.of(Mode.IPTABLES, Mode.NFTABLES)) {
      if (scenario.isFor(mode, version)) {
        record(scenario, mode, version, Path.of(name, "v" + version));
      }
    }
  }

  private void record(Scenario scenario, Mode mode, String version, Path in) {
    Path listings = in.resolve(mode.name().toLowerCase(Locale.ROOT));
    try (var kubeProxy = RealKubeProxy.start(node, mode, version, scenario)) {
      kubeProxy.changeTo(0);
      kubeProxy
          .rules(0)
          .forEach((family, text) -> write(listings.resolve(fileOf(family)), plain(text)));
    }
  }

  private static String fileOf(IpFamily family) {
    return family == IpFamily.IPV4 ? "node1.rules" : "node1.rules6";
  }

  private static String manifest(Scenario scenario) {
    return scenario.generations().get(0).stream()
        .map(object -> yaml(object.json()))
        .collect(Collectors.joining());
  }

  private static ObjectNode about(Scenario scenario) {
    ObjectNode about =
        JsonNodeFactory.instance.objectNode().put("about", "Arbitrary Services and slices.");
    return about.set("kubeProxyConfiguration", scenario.configuration());
  }

  /** Without counters and dates. */
  private static String plain(String listing) {
    return listing
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.startsWith(":") ? line.replaceAll(" \\[.*", "") : line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String yaml(JsonNode json) {
    try {
      return YAML.writeValueAsString(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Path file, String text) {
    try {
      Path whole = folder.resolve(file);
      Files.createDirectories(whole.getParent());
      Files.writeString(whole, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
