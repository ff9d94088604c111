package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies of APIs that are not modelled are told, each with its place, and mark answers. */
class ForeignPolicyTest {

  private static final String PODS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: target, namespace: shop, labels: {app: target}}
      spec: {containers: [{name: c, image: x, ports: [{containerPort: 80}]}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: outsider, namespace: street}
      spec: {containers: [{name: c, image: x, ports: [{containerPort: 80}]}]}
      ---
      """;

  @TempDir private Path folder;

  private String file(String apiVersion, String kind, String namespace) throws IOException {
    String policy =
        """
        apiVersion: %s
        kind: %s
        metadata: {name: closed, namespace: %s}
        spec: {}
        """
            .formatted(apiVersion, kind, namespace);
    return Files.writeString(folder.resolve("shop.yaml"), PODS + policy).toString();
  }

  private CommandRun reach(String file, String from, String to) {
    return CommandRun.of("reach", "-f", file, "--from", from, "--to", to);
  }

  @ParameterizedTest
  @CsvSource({
    "cilium.io/v2, CiliumNetworkPolicy",
    "projectcalico.org/v3, NetworkPolicy",
    "crd.projectcalico.org/v1, NetworkPolicy",
    "crd.antrea.io/v1beta1, NetworkPolicy",
    "networking.k8s.aws/v1alpha1, ApplicationNetworkPolicy",
    "security.istio.io/v1, AuthorizationPolicy",
    "policy.linkerd.io/v1beta3, Server",
    "example.com/v1, HouseNetworkPolicy"
  })
  void policyOfANamespaceMarksWhatItsPodsSendAndGet(String apiVersion, String kind)
      throws IOException {
    String file = file(apiVersion, kind, "shop");
    String told =
        file
            + ":11: "
            + kind
            + " shop/closed ("
            + apiVersion
            + ") is not modelled: answers do not heed it\n";

    CommandRun into = reach(file, "pod/street/outsider", "10.244.1.2:80");
    CommandRun elsewhere = reach(file, "node/node1", "10.244.2.2:80");

    assertThat(into.err()).isEqualTo(told);
    assertThat(into.out()).endsWith(", unless denied by " + kind + " shop/closed\n");
    assertThat(elsewhere.err()).isEqualTo(told);
    assertThat(elsewhere.out()).contains("ESTABLISHED").doesNotContain("unless denied");
    assertThat(CommandRun.of("matrix", "-f", file).err()).isEqualTo(told);
    assertThat(CommandRun.of("diagnose", "-f", file).out())
        .contains(
            file
                + ":11: warning: "
                + kind
                + " shop/closed spec: is not modelled: answers do not heed it")
        .contains("may be denied by the controller of " + apiVersion);
  }

  @ParameterizedTest
  @CsvSource({
    "cilium.io/v2, CiliumClusterwideNetworkPolicy",
    "crd.projectcalico.org/v1, GlobalNetworkPolicy",
    "crd.antrea.io/v1beta1, ClusterNetworkPolicy",
    "networking.k8s.aws/v1alpha1, ClusterNetworkPolicy"
  })
  void policyOfTheClusterMarksEverything(String apiVersion, String kind) throws IOException {
    String file = file(apiVersion, kind, "");

    assertThat(reach(file, "pod/street/outsider", "10.244.1.2:80").out())
        .endsWith(", unless denied by " + kind + " closed\n");
  }

  @Test
  void jsonNamesThePoliciesThatMightDeny() throws IOException {
    String file = file("cilium.io/v2", "CiliumNetworkPolicy", "shop");
    String named =
        "\"notHeeded\":[{\"kind\":\"CiliumNetworkPolicy\",\"name\":\"shop/closed\","
            + "\"apiVersion\":\"cilium.io/v2\",\"place\":\""
            + file
            + ":11\"}]";

    CommandRun reach =
        CommandRun.of(
            "reach",
            "-o",
            "json",
            "-f",
            file,
            "--from",
            "pod/street/outsider",
            "--to",
            "10.244.1.2:80");

    assertThat(reach.out()).contains(named);
    assertThat(CommandRun.of("matrix", "-o", "json", "-f", file).out()).contains(named);
  }

  @Test
  void aDenialIsNotMarked() throws IOException {
    String file = file("cilium.io/v2", "CiliumNetworkPolicy", "shop");

    assertThat(reach(file, "pod/street/outsider", "10.244.1.2:81").out())
        .contains("REFUSED")
        .doesNotContain("unless denied");
  }

  @Test
  void diffTellsThemOfBothSides() throws IOException {
    String file = file("cilium.io/v2", "CiliumNetworkPolicy", "shop");

    assertThat(CommandRun.of("diff", "--before", file, "--after", file).err().lines()).hasSize(2);
  }
}
