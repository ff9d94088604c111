package io.kubenet.examples.article;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Node;
import io.kubenet.junit.Pod;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** "流量如何到Pod": how traffic gets to a pod, by the very rules that the article prints. */
@KubeNetTest(
    manifests = {"cluster.yaml", "my-app-deployment.yaml", "printed-service.yaml"},
    kubernetesVersion = "1.23")
class TrafficToPodTest {

  private static final String CLUSTER_IP = "10.109.243.28";

  @Test
  void serviceAnswers(@Pod("client") Host client) {
    assertThat(client.connectTo(CLUSTER_IP, 80)).isEstablished();
  }

  /** "1.命中服务". */
  @Nested
  class HittingTheService {

    @Test
    void rulesAreThoseOfTheArticle(Cluster cluster) {
      hasRules(
          cluster,
          """
          -A KUBE-SERVICES -d 10.109.243.28/32 -p tcp -m comment --comment "default/my-service cluster IP" -m tcp --dport 80 -j KUBE-SVC-FXIYY6OHUSNBITIX
          -A KUBE-SVC-FXIYY6OHUSNBITIX ! -s 10.244.0.0/16 -d 10.109.243.28/32 -p tcp -m comment --comment "default/my-service cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ
          """);
    }

    @Test
    void packetForTheClusterIpGoesOnToTheChainOfTheService(@Pod("client") Host client) {
      assertThat(client.connectTo(CLUSTER_IP, 80))
          .request()
          .matchesRule("KUBE-SERVICES", "default/my-service cluster IP")
          .matchesRule("KUBE-SVC-FXIYY6OHUSNBITIX");
    }

    @Test
    void podKeepsItsAddress(@Pod("client") Host client) {
      assertThat(client.everyConnectionTo(CLUSTER_IP, 80)).allPreserveClientIp();
    }

    @Test
    void whoIsNoPodIsMasqueraded(@Node("master") Host master) {
      assertThat(master.connectTo(CLUSTER_IP, 80))
          .isSeenAs("192.168.0.10")
          .request()
          .matchesRule("KUBE-MARK-MASQ");
    }
  }

  /** "2.命中算法规则". */
  @Nested
  class TheAlgorithm {

    @Test
    void rulesAreThoseOfTheArticle(Cluster cluster) {
      hasRules(
          cluster,
          """
          -A KUBE-SVC-FXIYY6OHUSNBITIX -m comment --comment "default/my-service" -m statistic --mode random --probability 0.33333333349 -j KUBE-SEP-2HAXXBFXAJV2VLOO
          -A KUBE-SVC-FXIYY6OHUSNBITIX -m comment --comment "default/my-service" -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-4CN2FX63D7DUVIKC
          -A KUBE-SVC-FXIYY6OHUSNBITIX -m comment --comment "default/my-service" -j KUBE-SEP-LBMVJ4GU3DCDGJXO
          """);
    }

    @Test
    void threePodsShareEvenly(Cluster cluster, @Pod("client") Host client) {
      assertThat(client.everyConnectionTo(CLUSTER_IP, 80)).areSharedEvenlyBy(pods(cluster));
    }

    @Test
    void sharesAreEvenButForTheRoundingOfTheKernel(Cluster cluster, @Pod("client") Host client) {
      assertThat(client.everyConnectionTo(CLUSTER_IP, 80))
          .hasShare(podAt(cluster, "10.244.1.7").name(), 715_827_883L, 2_147_483_648L);
    }

    @Test
    void rulesFollowTheNumberOfPods(Cluster cluster, @Pod("client") Host client) {
      cluster.scale("deployment/default/my-app-deployment", 5);

      Assertions.assertThat(chain(cluster, "KUBE-SVC-FXIYY6OHUSNBITIX"))
          .hasSize(6)
          .anyMatch(rule -> rule.contains("--probability 0.20000000019 "))
          .anyMatch(rule -> rule.contains("--probability 0.25000000000 "))
          .anyMatch(rule -> rule.contains("--probability 0.33333333349 "))
          .anyMatch(rule -> rule.contains("--probability 0.50000000000 "));
      assertThat(client.everyConnectionTo(CLUSTER_IP, 80)).areSharedEvenlyBy(pods(cluster));

      cluster.scale("deployment/default/my-app-deployment", 1);

      Assertions.assertThat(chain(cluster, "KUBE-SVC-FXIYY6OHUSNBITIX")).hasSize(2);
      assertThat(client.everyConnectionTo(CLUSTER_IP, 80)).allAreServedBy(pods(cluster)[0]);
    }
  }

  /** "3.其中一条具体转发规则". */
  @Nested
  class OneForwardingRule {

    @Test
    void rulesAreThoseOfTheArticle(Cluster cluster) {
      hasRules(
          cluster,
          """
          -A KUBE-SEP-2HAXXBFXAJV2VLOO -s 10.244.1.7/32 -m comment --comment "default/my-service" -j KUBE-MARK-MASQ
          -A KUBE-SEP-2HAXXBFXAJV2VLOO -p tcp -m comment --comment "default/my-service" -m tcp -j DNAT --to-destination 10.244.1.7:80
          """);
    }

    @Test
    void destinationBecomesThePod(Cluster cluster, @Pod("client") Host client) {
      assertThat(client.everyConnectionTo(CLUSTER_IP, 80))
          .theOneServedBy(podAt(cluster, "10.244.1.7").name())
          .isServedAt("10.244.1.7", 80)
          .request()
          .matchesRule("KUBE-SEP-2HAXXBFXAJV2VLOO")
          .isTranslatedTo("10.244.1.7", 80);
    }

    /** The article takes its first rule for traffic between nodes; it is for a pod to itself. */
    @Test
    void podThatReachesItselfByItsServiceIsMasqueraded(Cluster cluster) {
      Host pod = podAt(cluster, "10.244.1.7");

      assertThat(pod.everyConnectionTo(CLUSTER_IP, 80))
          .theOneServedBy(pod.name())
          .isSeenAs("10.244.1.1")
          .request()
          .matchesRule("KUBE-SEP-2HAXXBFXAJV2VLOO");
    }
  }

  @Nested
  @KubeNetTest(manifests = {"cluster.yaml", "my-app-deployment.yaml", "printed-service.yaml"})
  class Today {

    @Test
    void chainsHaveTheSameNames(Cluster cluster) {
      hasRules(
          cluster,
          """
          -A KUBE-SERVICES -d 10.109.243.28/32 -p tcp -m comment --comment "default/my-service cluster IP" -m tcp --dport 80 -j KUBE-SVC-FXIYY6OHUSNBITIX
          -A KUBE-SVC-FXIYY6OHUSNBITIX ! -s 10.244.0.0/16 -d 10.109.243.28/32 -p tcp -m comment --comment "default/my-service cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ
          """);
    }

    @Test
    void commentOfAChoiceNamesItsEndpoint(Cluster cluster) {
      hasRules(
          cluster,
          """
          -A KUBE-SVC-FXIYY6OHUSNBITIX -m comment --comment "default/my-service -> 10.244.1.7:80" -m statistic --mode random --probability 0.33333333349 -j KUBE-SEP-2HAXXBFXAJV2VLOO
          -A KUBE-SVC-FXIYY6OHUSNBITIX -m comment --comment "default/my-service -> 10.244.1.8:80" -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-4CN2FX63D7DUVIKC
          -A KUBE-SVC-FXIYY6OHUSNBITIX -m comment --comment "default/my-service -> 10.244.1.9:80" -j KUBE-SEP-LBMVJ4GU3DCDGJXO
          """);
    }
  }

  private static void hasRules(Cluster cluster, String rules) {
    Assertions.assertThat(ArticleRules.of(cluster.rules("node1")).lines())
        .containsSubsequence(rules.lines().toList());
  }

  private static List<String> chain(Cluster cluster, String name) {
    return ArticleRules.of(cluster.rules("node1")).ofChain(name);
  }

  private static String[] pods(Cluster cluster) {
    return cluster.pods("default/my-app-deployment-*").stream()
        .map(Host::name)
        .toArray(String[]::new);
  }

  private static Host podAt(Cluster cluster, String ip) {
    return cluster.pods("default/my-app-deployment-*").stream()
        .filter(pod -> pod.ip().equals(ip))
        .findFirst()
        .orElseThrow();
  }
}
