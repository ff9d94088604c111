package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.testing.Mutation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Damaged calls and files give an answer, or one line that says what is wrong. How many are tried
 * can be given by {@code -Dkubenet.mutations=NUMBER}.
 */
class DamagedCallsTest {

  private static final int TRIES = 20;
  private static final int EACH = Integer.getInteger("kubenet.mutations", 2_000) / TRIES / 4;

  private static final List<String> CALLS =
      List.of(
          "rules -f shop.yaml --node node1 --family ipv4 --mode nftables",
          "reach -f shop.yaml --from pod/shop/client --to api:80 --protocol TCP -o json",
          "reach -f shop.yaml --from external/192.168.0.250 --to 192.168.0.11:30080 --via node1",
          "reach -f shop.yaml --probes probes.yaml",
          "reach -f shop.yaml --rules node1=node1.rules --from node/node1 --to [fd00::1]:80",
          "trace -f shop.yaml --from pod/shop/client --to redis:6379 --explain -o json",
          "trace -f shop.yaml --from node/node2 --to 10.244.1.3:6379 -o html --seed 7",
          "matrix -f shop.yaml --nodes 2 --kubernetes-version 1.23",
          "check -f shop.yaml --expect expectations.yaml",
          "diff -f shop.yaml --before-config proxy.yaml --after-mode iptables",
          "diff --before shop.yaml --after shop.yaml policy.yaml --external 203.0.113.7",
          "diagnose -f shop.yaml --kube-proxy-config proxy.yaml",
          "dns -f shop.yaml --from pod/shop/client redis --corefile Corefile",
          "dns -f shop.yaml --queries queries.yaml --dns-server 10.244.0.2 -o json");

  private static final List<String> WORDS =
      List.of(
          "",
          "--",
          "--help",
          "-o",
          "-x",
          "html",
          "0",
          "-1",
          "99999999999999999999",
          "1.5",
          "pod/",
          "/",
          "pod//",
          "node/",
          "external/",
          "external/1.2.3",
          "[",
          "[]:80",
          "::",
          ":80",
          "a:b:c",
          "10.0.0.1:99999",
          "api:-1",
          "\0",
          "é",
          "${x}",
          "@shop.yaml",
          "nowhere",
          "ipvs",
          "SCTP",
          "node1=",
          "=",
          "true",
          " ",
          "%s",
          "fd00::1%eth0");

  private static final Map<String, String> FILES = new LinkedHashMap<>();
  private static Path folder;

  @BeforeContainer
  static void writeFiles() throws IOException {
    folder = Files.createTempDirectory("calls");
    FILES.put("shop.yaml", CommandRun.of("demo", "--manifest").out());
    FILES.put(
        "policy.yaml",
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: deny, namespace: shop}
        spec: {podSelector: {}, policyTypes: [Ingress]}
        """);
    FILES.put(
        "probes.yaml",
        """
        - {from: pod/shop/client, to: "api:80"}
        - from: external/192.168.0.250
          to: 192.168.0.11:30080
          protocol: TCP
          via: node1
        """);
    FILES.put(
        "expectations.yaml",
        """
        - from: [pod/shop/client, node/node1]
          to: "10.96.1.1:80"
          expect: ESTABLISHED
          endpoints: {shop/api-0: 1/3, shop/api-1: 1/3, shop/api-2: 1/3}
          clientIp: preserved
        """);
    FILES.put(
        "proxy.yaml",
        """
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        mode: iptables
        clusterCIDR: 10.244.0.0/16
        iptables:
          masqueradeAll: true
          masqueradeBit: 14
          syncPeriod: 30s
        nodePortAddresses: [192.168.0.0/24]
        """);
    FILES.put(
        "queries.yaml",
        """
        - {name: api.shop.svc.cluster.local., type: A}
        - {name: api.shop.svc.cluster.local., type: SRV, transport: udp, ednsBufferSize: 1232}
        """);
    FILES.put(
        "Corefile",
        """
        .:53 {
            errors
            kubernetes cluster.local in-addr.arpa ip6.arpa {
                pods insecure
                ttl 30
            }
            cache 30
        }
        """);
    FILES.put(
        "node1.rules",
        """
        *filter
        :INPUT ACCEPT [0:0]
        :FORWARD ACCEPT [0:0]
        :OUTPUT ACCEPT [0:0]
        -A FORWARD -d 10.244.1.3/32 -p tcp -m comment --comment "no" -m tcp --dport 80 -j REJECT
        COMMIT
        """);
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  @AfterContainer
  static void deleteFiles() throws IOException {
    for (String name : FILES.keySet()) {
      Files.delete(folder.resolve(name));
    }
    Files.delete(folder);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void damagedCallIsAnsweredOrRefusedInOneLine(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < EACH * 2; i++) {
      check(damaged(random));
    }
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void damagedFileIsAnsweredOrRefusedInOneLine(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < EACH; i++) {
      List<String> call = words(pick(CALLS, random));
      String name =
          pick(FILES.keySet().stream().filter(file -> names(call, file)).toList(), random);
      String text = Mutation.of(FILES.get(name), random);
      Files.writeString(folder.resolve(name), text);

      check(call);

      Files.writeString(folder.resolve(name), FILES.get(name));
    }
  }

  private static void check(List<String> call) {
    String[] arguments = call.stream().map(DamagedCallsTest::located).toArray(String[]::new);

    CommandRun run = CommandRun.of(arguments);

    String errors = withoutRemarks(run.err());

    assertThat(run.status()).as("%s", call).isBetween(0, 2);
    if (run.status() == 2) {
      assertThat(errors)
          .as("%s", call)
          .hasLineCount(1)
          .matches("(?s).*\\S.*\\n")
          .doesNotContain("internal error", "Exception", "java.");
      assertThat(run.out()).as("%s", call).isEmpty();
    } else {
      assertThat(errors).as("%s", call).isEmpty();
    }
  }

  /** A policy whose group is damaged is one of an API that nobody here knows, which is said. */
  private static String withoutRemarks(String err) {
    return err.lines()
        .filter(line -> !line.endsWith("is not modelled: answers do not heed it"))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static List<String> damaged(SplittableRandom random) {
    List<String> call = new ArrayList<>(words(pick(CALLS, random)));
    int at = random.nextInt(call.size());
    switch (random.nextInt(6)) {
      case 0 -> call.remove(at);
      case 1 -> call.add(at, call.get(at));
      case 2 -> Collections.swap(call, at, random.nextInt(call.size()));
      case 3 -> call.set(at, pick(WORDS, random));
      case 4 -> call.add(at, pick(WORDS, random));
      default -> call.set(at, Mutation.of(call.get(at), random));
    }
    // The standard input is this process's own, no shell can give a NUL, and folders here are full.
    call.removeIf(
        word -> word.equals("-") || word.contains("\0") || Files.isDirectory(Path.of(word)));
    return call;
  }

  private static boolean names(List<String> call, String file) {
    return call.stream().anyMatch(word -> word.endsWith(file));
  }

  /** Files of the call are in the folder of this test. */
  private static String located(String word) {
    return FILES.keySet().stream()
        .filter(word::endsWith)
        .findFirst()
        .map(name -> word.substring(0, word.length() - name.length()) + folder.resolve(name))
        .orElse(word);
  }

  private static List<String> words(String call) {
    return List.of(call.split(" "));
  }

  private static <T> T pick(List<T> some, SplittableRandom random) {
    return some.get(random.nextInt(some.size()));
  }
}
