package io.kubenet.controlplane.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.ControlPlaneConfig;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.net.IpFamily;
import org.junit.jupiter.api.Test;

/** What becomes of Pods on a node that has room for two addresses. */
class KubeletTest {

  private static final String NODE =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: node-a}
      spec: {podCIDR: 10.244.7.0/29}
      status: {addresses: [{type: InternalIP, address: 192.168.0.17}]}
      """;

  private static ControlPlane load(String... pods) {
    return ControlPlane.load(
        ManifestReader.read(
            new TextSource("shop.yaml", NODE + "---\n" + String.join("---\n", pods))),
        ControlPlaneConfig.of(IpFamily.IPV4));
  }

  private static String pod(String name, String more) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s}
    spec: {containers: [{name: c, image: i}]%s}
    """
        .formatted(name, more);
  }

  private static PodObject podOf(ControlPlane plane, String name) {
    return plane.pod(new ObjectName("default", name)).orElseThrow();
  }

  @Test
  void podsHaveTheFreeAddressesAfterTheBridgesOwn() {
    ControlPlane plane = load(pod("a", ""), pod("b", ""));

    assertThat(podOf(plane, "a").status().ips()).hasToString("[10.244.7.2]");
    assertThat(podOf(plane, "b").status().ips()).hasToString("[10.244.7.3]");
  }

  @Test
  void podsOfTheHostsNetworkHaveItsAddress() {
    ControlPlane plane = load(pod("a", ", hostNetwork: true"));

    assertThat(podOf(plane, "a").status().ips()).hasToString("[192.168.0.17]");
  }

  @Test
  void podForWhichNoAddressIsLeftDoesNotStart() {
    ControlPlane plane =
        load(pod("a", ""), pod("b", ""), pod("c", ""), pod("d", ""), pod("e", ""), pod("f", ""));

    assertThat(podOf(plane, "e").status().phase()).isEqualTo(Pod.Phase.RUNNING);
    assertThat(podOf(plane, "f").status().phase()).isEqualTo(Pod.Phase.PENDING);
    assertThat(podOf(plane, "f").nodeName()).contains("node-a");
  }
}
