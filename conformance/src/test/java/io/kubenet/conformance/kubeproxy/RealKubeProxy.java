package io.kubenet.conformance.kubeproxy;

import io.kubenet.conformance.kernel.Namespace;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.net.IpFamily;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A kube-proxy that runs, as that of node1 of a scenario. */
final class RealKubeProxy implements AutoCloseable {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
  private static final Pattern ANY_RULES = Pattern.compile("KUBE-SERVICES|chain services");
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private final Namespace namespace;
  private final Mode mode;
  private final Scenario scenario;
  private final ApiServer api;
  private final Path folder;
  private final Process process;

  private RealKubeProxy(
      Namespace namespace, Mode mode, Scenario scenario, ApiServer api, Path folder, Path binary)
      throws IOException {
    this.namespace = namespace;
    this.mode = mode;
    this.scenario = scenario;
    this.api = api;
    this.folder = folder;
    this.process = start(binary);
  }

  /**
   * Starts one in a namespace without rules, which knows the nodes of a scenario. It learns of
   * their zones when it runs: since 1.34 one that knows its node before it listens for labels never
   * learns them (NewNodeTopologyConfig, which takes handlers after events).
   */
  static RealKubeProxy start(Namespace namespace, Mode mode, String version, Scenario scenario) {
    try {
      List<ApiObject> nodes = scenario.nodes();
      List<ApiObject> zoneless = nodes.stream().map(ArbitraryNodes::withoutZone).toList();
      ApiServer api = namespace.call(() -> new ApiServer(zoneless));
      Path folder = Files.createTempDirectory("kube-proxy");
      Path binary = Binaries.of(version).orElseThrow();
      var made = new RealKubeProxy(namespace, mode, scenario, api, folder, binary);
      made.learn(nodes);
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void learn(List<ApiObject> nodes) {
    try {
      await(ANY_RULES);
      api.changeTo(nodes);
      await(ANY_RULES);
    } catch (IllegalStateException e) {
      close();
      throw e;
    }
  }

  private Process start(Path binary) throws IOException {
    Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), kubeconfig());
    Path config = Files.writeString(folder.resolve("config"), configuration(kubeconfig));
    List<String> command =
        List.of("ip", "netns", "exec", namespace.name(), binary.toString(), "--config=" + config);
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log()).start();
  }

  private String kubeconfig() {
    return """
    apiVersion: v1
    kind: Config
    clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
    contexts: [{name: c, context: {cluster: c}}]
    current-context: c
    """
        .formatted(api.port());
  }

  /**
   * The scenario's, and what decides no rule: where things are, and how soon changes are written.
   */
  private String configuration(Path kubeconfig) {
    var whole = scenario.configuration(mode);
    whole.put("hostnameOverride", "node1");
    whole
        .withObject("/clientConnection")
        .put("kubeconfig", kubeconfig.toString())
        .put("contentType", "application/json")
        .put("acceptContentTypes", "application/json");
    whole.withObject("/" + mode.name().toLowerCase(Locale.ROOT)).put("minSyncPeriod", "10ms");
    whole.withObject("/conntrack").put("maxPerCore", 0).put("min", 0);
    return whole.toString();
  }

  /** Tells it of a later generation. */
  void changeTo(int generation) {
    api.changeTo(scenario.generations().get(generation));
  }

  /** What is in the kernel once it has written a generation, by family. */
  Map<IpFamily, String> rules(int generation) {
    return await(Marker.pattern(generation));
  }

  /** What is in the kernel once that is found in it, and nothing changes any more. */
  private Map<IpFamily, String> await(Pattern marker) {
    Map<IpFamily, String> before = list();
    int quiet = 0;
    long end = System.nanoTime() + PATIENCE;
    while (process.isAlive() && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE);
      Map<IpFamily, String> now = list();
      boolean isWritten = now.values().stream().allMatch(text -> marker.matcher(text).find());
      quiet = isWritten && now.equals(before) ? quiet + 1 : 0;
      // What is told of nodes reaches it by another way than Services do.
      if (quiet == 2) {
        return now;
      }
      before = now;
    }
    throw new IllegalStateException("kube-proxy wrote nothing of " + marker + ": " + said());
  }

  private Map<IpFamily, String> list() {
    Map<IpFamily, String> listings = new EnumMap<>(IpFamily.class);
    scenario
        .families()
        .forEach(family -> listings.put(family, KernelRules.list(namespace, mode, family)));
    return listings;
  }

  private String said() {
    try {
      return Files.readAllLines(log().toPath()).stream().collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private File log() {
    return folder.resolve("log").toFile();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    api.close();
    KernelRules.flush(namespace);
    deleteFolder();
  }

  private void deleteFolder() {
    for (String file : List.of("kubeconfig", "config", "log", ".")) {
      folder.resolve(file).normalize().toFile().delete();
    }
  }
}
