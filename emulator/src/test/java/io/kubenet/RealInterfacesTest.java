package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.dataplane.UndecidedException;
import io.kubenet.trace.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of real nodes ask for interfaces by names that the emulator's own nodes do not have. */
class RealInterfacesTest {

  private static final String PODS =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: node1, containers: [{name: main, image: app}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}},
       spec: {nodeName: node2, containers: [{name: main, image: app, ports: [{containerPort: 80}]}]},
       status: {podIP: 10.244.2.7}}
      """;

  private static String filter(String... rules) {
    return "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n"
        + String.join("\n", rules)
        + "\nCOMMIT\n";
  }

  private static String nft(String rule) {
    return """
    table inet guard {
      chain forward {
        type filter hook forward priority filter; policy accept;
        %s
      }
    }
    """
        .formatted(rule);
  }

  private static Cluster cluster(ClusterConfig config) {
    return KubeNet.load(config, "pods.yaml", PODS);
  }

  private static Verdict toWeb(ClusterConfig config) {
    return cluster(config).pod("client").connectTo("10.244.2.7", 80).verdict();
  }

  private static ClusterConfig server(String rules) {
    return ClusterConfig.iptables().withRules("node2", rules);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cali+", "eni+", "lxc+", "gke+", "azv+", "cbr0", "cni0", "weave"})
  void interfaceOfPodsIsTheOneThatRulesName(String name) {
    assertThat(toWeb(server(filter("-A FORWARD -o " + name + " -j DROP"))))
        .isEqualTo(Verdict.TIMED_OUT);
    assertThat(toWeb(server(nft("oifname \"" + name.replace('+', '*') + "\" drop"))))
        .isEqualTo(Verdict.TIMED_OUT);
    assertThat(
            toWeb(server(filter("-A FORWARD -i " + name + " -m conntrack --ctstate NEW -j DROP"))))
        .isEqualTo(Verdict.ESTABLISHED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ens5", "eth0", "enp0s31f6", "bond0.100", "eth+", "br0"})
  void uplinkIsTheOneThatRulesName(String name) {
    assertThat(toWeb(server(filter("-A FORWARD -i " + name + " -j DROP"))))
        .isEqualTo(Verdict.TIMED_OUT);
    assertThat(toWeb(server(nft("iifname { \"" + name.replace('+', '*') + "\", \"lo\" } drop"))))
        .isEqualTo(Verdict.TIMED_OUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"docker0", "br-0123456789ab", "virbr0", "lo", "kube-ipvs0", "docker_gwbridge"})
  void interfacesOfOthersCarryNoPods(String name) {
    assertThat(toWeb(server(filter("-A FORWARD -i " + name + " -j DROP"))))
        .isEqualTo(Verdict.ESTABLISHED);
    assertThat(toWeb(server(filter("-A FORWARD ! -o " + name + " -j DROP"))))
        .isEqualTo(Verdict.TIMED_OUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo7", "tun0", "ovn-k8s-mp0", "wt0", "flannel.1", "tunl0"})
  void nameThatNobodyCanPlaceIsSupposedToBeItAndNot(String name) {
    ClusterConfig config = server(filter("-A FORWARD -i " + name + " -j DROP"));

    assertThatThrownBy(() -> toWeb(config))
        .isInstanceOf(UndecidedException.class)
        .hasMessage(
            "node2: the answer hangs on '-i %s', which is not modelled: rules of node2:5: -A FORWARD"
                    .formatted(name)
                + " -i %s -j DROP; say with --uplink, --pod-interfaces or --interfaces NODE=FILE"
                    .formatted(name)
                + " what the node's interfaces are called");
    assertThat(toWeb(server(filter("-A FORWARD -i " + name + " -p udp -j DROP"))))
        .isEqualTo(Verdict.ESTABLISHED);
  }

  @Test
  void namesInMapsAreTriedBothWaysToo() {
    ClusterConfig config = server(nft("iifname vmap { \"foo7\" : drop, \"lo\" : accept }"));

    assertThatThrownBy(() -> toWeb(config))
        .isInstanceOf(UndecidedException.class)
        .hasMessageStartingWith("node2: the answer hangs on 'the interface \"foo7\"'")
        .hasMessageContaining("rules of node2:4: ");
  }

  @Test
  void amongTwoCardsNobodyKnowsTheUplink() {
    String two = filter("-A INPUT -i eth1 -j DROP", "-A FORWARD -i eth0 -j DROP");

    assertThatThrownBy(() -> toWeb(server(two))).isInstanceOf(UndecidedException.class);
    assertThat(toWeb(server(two).withUplink("eth1"))).isEqualTo(Verdict.ESTABLISHED);
    assertThat(toWeb(server(two).withUplink("eth0"))).isEqualTo(Verdict.TIMED_OUT);
  }

  @Test
  void anInterfaceHasOneName() {
    String guarded =
        filter(
            "-A FORWARD -i foo7 -j ACCEPT", "-A FORWARD -i foo8 -j ACCEPT", "-A FORWARD -j DROP");
    String both =
        filter(
            "-A FORWARD -i foo7 -j MARK --set-mark 1",
            "-A FORWARD -i foo8 -m mark --mark 1 -j DROP");

    assertThatThrownBy(() -> toWeb(server(guarded))).isInstanceOf(UndecidedException.class);
    assertThat(toWeb(server(both))).isEqualTo(Verdict.ESTABLISHED);
  }

  @ParameterizedTest
  @CsvSource({"foo7, TIMED_OUT", "ens5, ESTABLISHED"})
  void statedNamesDecide(String uplink, Verdict verdict) {
    assertThat(
            toWeb(
                server(filter("-A FORWARD -i foo7 -j DROP"))
                    .withUplink(uplink)
                    .withPodInterfaces("cbr0")))
        .isEqualTo(verdict);
    assertThat(
            toWeb(
                server(filter("-A FORWARD -o foo7 -j DROP"))
                    .withUplink("ens3")
                    .withPodInterfaces(uplink)))
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"foo7, TIMED_OUT", "ens5, ESTABLISHED"})
  void listedNamesDecide(String uplink, Verdict verdict) {
    String listing =
        """
        1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
            inet 127.0.0.1/8 scope host lo
               valid_lft forever preferred_lft forever
        2: %s: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP group default qlen 1000
            link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff
            inet 192.168.0.12/24 brd 192.168.0.255 scope global dynamic %s
        default via 192.168.0.1 dev %s proto dhcp metric 100
        10.244.2.0/24 dev cbr0 proto kernel scope link src 10.244.2.1
        """
            .formatted(uplink, uplink, uplink);

    assertThat(toWeb(server(filter("-A FORWARD -i foo7 -j DROP")).withInterfaces("node2", listing)))
        .isEqualTo(verdict);
  }

  @Test
  void lineOfNoListingIsRefusedWithItsPlace() {
    assertThatThrownBy(
            () ->
                ClusterConfig.iptables()
                    .withInterfaces("node2", "default via 10.0.0.1 dev eth0\nhello\n"))
        .hasMessage("interfaces of node2:2: 'hello' is no line of ip addr or ip route");
    assertThatThrownBy(() -> ClusterConfig.iptables().withInterfaces("node2", "\n"))
        .hasMessage(
            "interfaces of node2: no address or route; expected what ip addr or ip route prints");
  }

  @Test
  void clusterSaysWhichInterfaceStandsForWhat() {
    Cluster cluster =
        cluster(
            server(filter("-A FORWARD -i ens5 -o cali+ -j ACCEPT", "-A FORWARD -i foo7 -j DROP")));

    assertThat(cluster.interfaces())
        .containsExactly(
            "node2: ens5 is taken for the interface of the uplink, as its rules have it",
            "node2: cali+ is taken for the interface of its pods, as its rules have it",
            "node2: nobody says what foo7 is");
  }

  @Test
  void policiesOfCalicoDrop() throws IOException {
    String rules;
    try (InputStream in =
        getClass().getResourceAsStream("/io/kubenet/rules/calico-policies.rules")) {
      rules = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    assertThat(toWeb(server(rules))).isEqualTo(Verdict.TIMED_OUT);
    assertThat(toWeb(server(rules.replace("cali+", "cni0").replace("cali26cecacb712", "cni0"))))
        .isEqualTo(Verdict.TIMED_OUT);
  }
}
