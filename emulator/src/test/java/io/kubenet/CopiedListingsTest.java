package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.net.IpFamily;
import io.kubenet.trace.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people copy from a node's terminal. */
class CopiedListingsTest {

  private static final String PODS =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: node1, containers: [{name: main, image: app}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}},
       spec: {nodeName: node2, containers: [{name: main, image: app, ports: [{containerPort: 80}]}]},
       status: {podIP: 10.244.2.7}}
      """;

  private static Cluster cluster(String rules) {
    return KubeNet.load(ClusterConfig.iptables().withRules("node1", rules), "pods.yaml", PODS);
  }

  private static Verdict toWeb(String rules) {
    return cluster(rules).pod("client").connectTo("10.244.2.7", 80).verdict();
  }

  private static String filter(String rule) {
    return "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n"
        + rule
        + "\nCOMMIT\n";
  }

  @Test
  void tablesOfIptablesWithOptionSAreReadOneAfterTheOther() {
    String listed =
        """
        node# iptables -t filter -S
        -P INPUT ACCEPT
        -P FORWARD ACCEPT
        -P OUTPUT ACCEPT
        -N GUARD
        -A FORWARD -j GUARD
        -A GUARD -d 10.244.2.7/32 -j DROP
        node# iptables -t nat -S
        -P PREROUTING ACCEPT -c 5 300
        -P INPUT ACCEPT -c 0 0
        -P OUTPUT ACCEPT -c 0 0
        -P POSTROUTING ACCEPT -c 0 0
        -A PREROUTING -d 10.96.0.99/32 -c 3 180 -j DNAT --to-destination 10.244.2.8
        """;

    assertThat(toWeb(listed)).isEqualTo(Verdict.TIMED_OUT);
    assertThat(cluster(listed).rules("node1"))
        .contains("*nat\n", ":GUARD -\n", "-A PREROUTING -d 10.96.0.99/32 -j DNAT");
  }

  @Test
  void linesOfSuchTablesAreNamed() {
    String listed =
        "-P INPUT ACCEPT\n-P FORWARD ACCEPT\n-P OUTPUT ACCEPT\n-A FORWARD -m geoip --source-country"
            + " XX -j DROP\n";

    assertThatThrownBy(() -> toWeb(listed))
        .hasMessage(
            "node1: the answer hangs on '-m geoip --source-country XX', which is not modelled:"
                + " rules of node1:4: -A FORWARD -m geoip --source-country XX -j DROP");
    assertThatThrownBy(() -> cluster(listed.replace("-m geoip", "-s 1.2.3")))
        .hasMessageStartingWith("rules of node1:4: ");
  }

  @Test
  void nodeOfFlannelIsReadFromSuchATable() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/io/kubenet/rules/flannel-nat-S.rules")) {
      Cluster cluster = cluster(new String(in.readAllBytes(), StandardCharsets.UTF_8));

      assertThat(cluster.pod("client").everyConnectionTo("10.108.64.11", 3000).list()).hasSize(3);
    }
  }

  @Test
  void tableOfAChainAloneIsNotGuessed() {
    assertThatThrownBy(() -> cluster("\n-N KUBE-SERVICES\n-A KUBE-SERVICES -j RETURN\n"))
        .hasMessage(
            "rules of node1:2: nothing says which table chain KUBE-SERVICES is in; give what"
                + " iptables-save prints, or iptables -S of the whole table");
    assertThatThrownBy(() -> cluster("-P FORWARD ACCEPT\n-A FORWARD -j DROP\n"))
        .hasMessage(
            "rules of node1:1: no table has the chains FORWARD alone; give what iptables-save"
                + " prints, or iptables -S of the whole table");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Chain PREROUTING (policy ACCEPT 448 packets, 63483 bytes)",
        "Chain INPUT (policy DROP)",
        "Chain KUBE-SERVICES (2 references)"
      })
  void tablesForPeopleAreRefusedWithTheCommandToUse(String head) {
    assertThatThrownBy(() -> cluster("# a node\n" + head + "\n"))
        .hasMessage(
            "rules of node1:2: this is what iptables -L prints, which leaves out what rules ask"
                + " for; give what iptables-save prints, or iptables -S of each table");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root@m:~# iptables-save",
        "$ sudo iptables-save",
        "[core@ip-10-0-1-5 ~]$ iptables-save -t filter"
      })
  void promptsArePassedOver(String prompt) {
    assertThat(toWeb(prompt + "\n" + filter("-A FORWARD -d 10.244.2.7/32 -j DROP")))
        .isEqualTo(Verdict.TIMED_OUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--zone 1", "--zone-orig 1", "--zone-reply mark", "--helper ftp --zone 2"})
  void zonesOfConntrackAreRefusedWhereAPacketComesThere(String zone) {
    String raw = "*raw\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n-A %s -j CT %s\nCOMMIT\n";

    assertThat(toWeb(raw.formatted("OUTPUT -p udp -m udp --dport 53", zone)))
        .isEqualTo(Verdict.ESTABLISHED);
    assertThat(cluster(raw.formatted("OUTPUT", zone)).rules("node1"))
        .contains("-A OUTPUT -j CT " + zone + "\n");
    assertThatThrownBy(() -> toWeb(raw.formatted("PREROUTING", zone)))
        .hasMessage(
            "node1: the answer hangs on '-j CT %s', which is not modelled: rules of node1:4: -A PREROUTING -j CT %s"
                .formatted(zone, zone));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--helper ftp", "--timeout short", "--ctevents new,destroy", "--expevents new"})
  void otherTemplatesOfConntrackChangeNoWay(String template) {
    String raw =
        "*raw\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n-A PREROUTING -j CT %s\nCOMMIT\n";

    assertThat(toWeb(raw.formatted(template))).isEqualTo(Verdict.ESTABLISHED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-j KUBE-FORWARD", "-g cali-to-wl-dispatch", "-j DOCKER"})
  void chainThatACutListingLacksIsToldAsMissing(String jump) {
    assertThatThrownBy(() -> toWeb(filter("-A FORWARD " + jump)))
        .hasMessage(
            "node1: the answer hangs on '%s', which is not modelled: rules of node1:5: -A FORWARD %s; the listing has no such chain: it was cut"
                .formatted(jump, jump));
    assertThat(toWeb(filter("-A FORWARD -p udp " + jump))).isEqualTo(Verdict.ESTABLISHED);
  }

  @Test
  void targetsThatNftHasNoWordsForNameTheRemedy() {
    String nft =
        """
        table ip nat {
          chain PREROUTING {
            type nat hook prerouting priority dstnat; policy accept;
            ip daddr { 10.244.2.7,
                       10.244.2.8 } counter packets 6 bytes 360
            ip protocol tcp counter packets 6 bytes 360 xt target "DNAT"
          }
        }
        """;

    assertThatThrownBy(() -> toWeb(nft))
        .hasMessage(
            "node1: the answer hangs on 'xt target \"DNAT\"', which is not modelled: rules of"
                + " node1:6: ip protocol tcp counter packets 6 bytes 360 xt target \"DNAT\"; give"
                + " what iptables-save of the node prints beside it (--rules NODE=FILE once more)");
  }

  @Test
  void listingsOfBothFamiliesAndBothBackendsStandTogether() {
    String legacy = filter("-A FORWARD -d 10.244.2.7/32 -p udp -j DROP");
    String ofNft =
        "# Generated by iptables-save v1.8.9 (nf_tables) on x\n"
            + filter("-A FORWARD -d 10.244.2.7/32 -p tcp -j DROP");
    String ipv6 = "# Generated by ip6tables-save v1.8.9 on x\n" + filter("-A FORWARD -j DROP");
    ClusterConfig config =
        ClusterConfig.dualStack()
            .withRules("node1", legacy)
            .withRules("node1", ofNft)
            .withRules("node1", ipv6);

    Cluster cluster = KubeNet.load(config, "pods.yaml", PODS);

    assertThat(cluster.pod("client").connectTo("10.244.2.7", 80).verdict())
        .isEqualTo(Verdict.TIMED_OUT);
    assertThat(cluster.pod("client").connectTo("10.244.2.7", 80).request().orElseThrow().toString())
        .contains("filter FORWARD #1");
    assertThat(cluster.rules("node1", IpFamily.IPV6)).contains("-A FORWARD -j DROP");
  }
}
