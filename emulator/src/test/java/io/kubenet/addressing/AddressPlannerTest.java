package io.kubenet.addressing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.IpFamily;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressPlannerTest {

  private static final List<IpFamily> IPV4 = ImmutableList.of(IpFamily.IPV4);

  private static AddressPlan plan(StatedPlan stated, String... objects) {
    return AddressPlanner.plan(
        stated,
        IPV4,
        ManifestReader.read(new TextSource("cluster.yaml", String.join("---\n", objects))));
  }

  private static AddressPlan plan(String... objects) {
    return plan(StatedPlan.NONE, objects);
  }

  private static String nameOf(String address) {
    return address.replaceAll("[.:/]+", "-");
  }

  private static String service(String ip) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: s-%s}
    spec: {clusterIP: "%s", ports: [{port: 80}]}
    """
        .formatted(nameOf(ip), ip);
  }

  private static String pod(String ip, String more) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: p-%s}
    spec: {nodeName: a, containers: [{name: c, image: i}]%s}
    status: {phase: Running, podIP: "%s"}
    """
        .formatted(nameOf(ip), more, ip);
  }

  private static String node(String podCidr) {
    return """
    apiVersion: v1
    kind: Node
    metadata: {name: n-%s}
    spec: {podCIDR: "%s"}
    """
        .formatted(nameOf(podCidr), podCidr);
  }

  private static StatedPlan pods(String... cidrs) {
    return StatedPlan.NONE.withPods(StatedBlock.of("pod CIDR", ImmutableList.copyOf(cidrs)));
  }

  @Nested
  class WithoutAWordAnywhere {

    @Test
    void blocksAreKubeadms() {
      assertThat(plan()).isEqualTo(AddressPlan.of(IpFamily.IPV4));
      assertThat(plan().podCidrs()).hasToString("[10.244.0.0/16]");
      assertThat(plan().serviceCidrs()).hasToString("[10.96.0.0/12]");
    }

    @Test
    void dnsServerIsTheTenthAddressOfTheServices() {
      assertThat(plan(service("10.43.7.9")).dnsServer()).hasToString("10.43.0.10");
    }
  }

  @Nested
  class FromWhatTheManifestsHold {

    @ParameterizedTest
    @CsvSource({
      "10.96.0.20 10.111.3.4, 10.96.0.0/12",
      "10.43.7.9, 10.43.0.0/16",
      "172.20.0.10 172.20.201.7, 172.20.0.0/16",
      "10.100.0.10, 10.100.0.0/16",
      "10.100.0.10 10.97.0.1, 10.96.0.0/12",
      "34.118.224.10, 34.118.224.0/20",
      "172.30.0.10, 172.30.0.0/16",
      "10.152.183.10, 10.152.183.0/24",
      "100.64.0.10, 100.64.0.0/13",
      "10.0.0.10 10.1.0.10, 10.0.0.0/12",
      "10.0.0.10 10.200.0.10, 10.0.0.0/8",
    })
    void servicesHaveTheSmallestUsualBlockThatHoldsThem(String ips, String block) {
      String[] services =
          Arrays.stream(ips.split(" ")).map(AddressPlannerTest::service).toArray(String[]::new);

      assertThat(plan(services).serviceCidrs()).hasToString("[" + block + "]");
    }

    @ParameterizedTest
    @CsvSource({
      "10.244.7.9, 10.244.0.0/16",
      "10.42.0.5 10.42.3.9, 10.42.0.0/16",
      "10.128.0.7, 10.128.0.0/14",
      "10.4.0.7 10.5.0.7, 10.4.0.0/14",
      "192.168.12.34 192.168.201.3, 192.168.0.0/16",
      "100.96.1.7 100.119.0.3, 100.96.0.0/11",
    })
    void podsHaveTheSmallestUsualBlockThatHoldsThem(String ips, String block) {
      String[] pods = Arrays.stream(ips.split(" ")).map(ip -> pod(ip, "")).toArray(String[]::new);

      assertThat(plan(pods).podCidrs()).hasToString("[" + block + "]");
    }

    @Test
    void blocksOfNodesTellToo() {
      assertThat(plan(node("172.20.1.0/24"), node("172.20.2.0/24")).podCidrs())
          .hasToString("[172.20.0.0/16]");
    }

    @Test
    void podsOfTheHostsNetworkAndFinishedOnesTellNothing() {
      assertThat(
              plan(
                      pod("192.168.0.11", ", hostNetwork: true"),
                      pod("172.16.3.4", "").replace("Running", "Succeeded"))
                  .podCidrs())
          .hasToString("[10.244.0.0/16]");
    }

    @Test
    void noBlockOfServicesHoldsNodes() {
      assertThat(plan(service("192.168.7.7")).serviceCidrs()).hasToString("[10.96.0.0/12]");
    }

    @Test
    void ipv6AddressesMakeTheClusterOneOfThatFamily() {
      assertThat(plan(service("2001:cafe:43::10")))
          .hasToString(
              "AddressPlan[podCidrs=[fd00:10:244::/48], serviceCidrs=[2001:cafe:43::/112]]");
    }

    @Test
    void addressesThatNoUsualBlockHoldsAreRefusedAtTheirPlace() {
      assertThatThrownBy(() -> plan(pod("10.1.0.7", ""), pod("100.64.0.9", "")))
          .hasMessage(
              "cluster.yaml:11: status.podIP '100.64.0.9' and '10.1.0.7' at cluster.yaml:5 are in"
                  + " no usual pod CIDR; state the one of the cluster");
    }
  }

  @Nested
  class FromWhatIsStated {

    private static final String KUBEADM =
        """
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        networking:
          podSubnet: 10.1.0.0/16
          serviceSubnet: 10.2.0.0/16,fd00:2::/112
        """;

    @Test
    void configurationComesFirst() {
      assertThat(plan(pods("10.42.0.0/16"), node("10.42.7.0/24")).podCidrs())
          .hasToString("[10.42.0.0/16]");
    }

    @Test
    void kubeadmsConfigurationStatesBothBlocks() {
      AddressPlan plan = plan(KUBEADM);

      assertThat(plan.podCidrs()).hasToString("[10.1.0.0/16, fd00:10:244::/48]");
      assertThat(plan.serviceCidrs()).hasToString("[10.2.0.0/16, fd00:2::/112]");
    }

    @Test
    void kubeadmsConfigMapStatesThemToo() {
      AddressPlan plan =
          plan(
              """
              apiVersion: v1
              kind: ConfigMap
              metadata: {name: kubeadm-config, namespace: kube-system}
              data:
                ClusterConfiguration: |
              """
                  + KUBEADM
                      .lines()
                      .map(line -> "    " + line + "\n")
                      .collect(Collectors.joining()));

      assertThat(plan.podCidrs()).hasToString("[10.1.0.0/16, fd00:10:244::/48]");
    }

    @Test
    void serviceCidrKubernetesStatesTheBlockOfServices() {
      AddressPlan plan =
          plan(
              """
              apiVersion: networking.k8s.io/v1
              kind: ServiceCIDR
              metadata: {name: kubernetes}
              spec: {cidrs: [10.43.0.0/16]}
              """);

      assertThat(plan.serviceCidrs()).hasToString("[10.43.0.0/16]");
    }

    @Test
    void kubeProxysConfigurationStatesTheBlockOfPods() {
      AddressPlan plan =
          plan(
              """
              apiVersion: kubeproxy.config.k8s.io/v1alpha1
              kind: KubeProxyConfiguration
              clusterCIDR: 10.42.0.0/16
              """);

      assertThat(plan.podCidrs()).hasToString("[10.42.0.0/16]");
    }

    @Test
    void twoThatStateDifferentBlocksContradict() {
      assertThatThrownBy(() -> plan(pods("10.42.0.0/16"), KUBEADM))
          .hasMessage(
              "cluster.yaml:4: networking.podSubnet 10.1.0.0/16 contradicts the pod CIDR"
                  + " 10.42.0.0/16 of the configuration");
    }

    @Test
    void nodeWithAnotherBlockContradicts() {
      assertThatThrownBy(() -> plan(pods("10.42.0.0/16"), node("10.244.1.0/24")))
          .hasMessage(
              "cluster.yaml:4: spec.podCIDR '10.244.1.0/24' is not in the pod CIDR of the cluster,"
                  + " 10.42.0.0/16");
    }

    @Test
    void podWithAnotherAddressContradicts() {
      assertThatThrownBy(() -> plan(pods("10.42.0.0/16"), pod("10.244.1.7", "")))
          .hasMessage(
              "cluster.yaml:5: status.podIP '10.244.1.7' is not in the pod CIDR of the cluster,"
                  + " 10.42.0.0/16");
    }

    @Test
    void blocksOfOneFamilyTwiceAreRefused() {
      assertThatThrownBy(() -> pods("10.42.0.0/16", "10.43.0.0/16"))
          .hasMessage(
              "'10.42.0.0/16,10.43.0.0/16' is not a pod CIDR; expected one CIDR, or one of each IP"
                  + " family");
    }
  }
}
