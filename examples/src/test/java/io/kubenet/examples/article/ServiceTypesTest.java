package io.kubenet.examples.article;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Node;
import io.kubenet.junit.Pod;
import io.kubenet.junit.ProxyMode;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** "服务种类": the types of Services, each a layer around the one before. */
class ServiceTypesTest {

  private static final String CLUSTER_IP = "10.109.243.28";
  private static final String LOAD_BALANCER_IP = "198.51.100.10";
  private static final String NEIGHBOUR = "192.168.0.250";
  private static final String VISITOR = "203.0.113.7";

  @Nested
  @KubeNetTest(
      manifests = {"cluster.yaml", "my-app-deployment.yaml", "printed-service.yaml"},
      kubernetesVersion = "1.23")
  class ClusterIp {

    @Test
    void isOneRuleAndWhatFollowsIt(Cluster cluster) {
      Assertions.assertThat(rules(cluster).hitting("default/my-service")).hasSize(1);
      Assertions.assertThat(rules(cluster).about("default/my-service")).hasSize(11);
    }

    @Test
    void isReachedFromInsideAlone(Cluster cluster, @Pod("client") Host client) {
      assertThat(client.connectTo(CLUSTER_IP, 80)).isEstablished();
      assertThat(cluster.externalHost(NEIGHBOUR).connectTo(CLUSTER_IP, 80)).isNetworkUnreachable();
    }

    @Test
    void nameResolvesToTheClusterIp(@Pod("client") Host client) {
      assertThat(client.connectTo("my-service.default.svc.cluster.local", 80))
          .request()
          .matchesRule("KUBE-SERVICES", "default/my-service cluster IP");
    }

    @Test
    void doesNotAnswerPing(@Pod("client") Host client) {
      assertThat(client.ping(CLUSTER_IP)).isTimedOut();
    }

    @Test
    void podBehindItAnswersPing(Cluster cluster, @Pod("client") Host client) {
      Host pod = cluster.pods("default/my-app-deployment-*").get(0);

      assertThat(client.ping(pod.ip())).isEstablished();
    }

    @Test
    @KubeNetTest(
        manifests = {"cluster.yaml", "my-app-deployment.yaml", "printed-service.yaml"},
        mode = ProxyMode.NFTABLES)
    void todayInNftablesModePingIsRefusedInsteadOfLost(@Pod("client") Host client) {
      assertThat(client.ping(CLUSTER_IP)).isRefused();
    }
  }

  @Nested
  @KubeNetTest(
      manifests = {"cluster.yaml", "my-app-deployment.yaml", "node-port.yaml"},
      kubernetesVersion = "1.23")
  class NodePort {

    @Test
    void isOneLayerMore(Cluster cluster) {
      Assertions.assertThat(rules(cluster).hitting("default/my-service")).hasSize(2);
      Assertions.assertThat(rules(cluster).ofChain("KUBE-NODEPORTS"))
          .containsExactly(
              "-A KUBE-NODEPORTS -p tcp -m comment --comment \"default/my-service\" -m tcp --dport"
                  + " 30080 -j KUBE-SVC-FXIYY6OHUSNBITIX");
      Assertions.assertThat(rules(cluster).about("default/my-service")).hasSize(13);
    }

    @Test
    void everyNodeAnswersTheMasterToo(
        Cluster cluster, @Node("master") Host master, @Node("node1") Host node) {
      Host neighbour = cluster.externalHost(NEIGHBOUR);

      assertThat(neighbour.everyConnectionTo(master.ip(), 30080)).allAreEstablished();
      assertThat(neighbour.everyConnectionTo(node.ip(), 30080)).allAreEstablished();
    }

    @Test
    void clusterIpAnswersAsBefore(@Pod("client") Host client) {
      assertThat(client.everyConnectionTo(CLUSTER_IP, 80)).allAreEstablished();
    }

    @Test
    void withLocalPolicyOnlyNodesOfThePodsAnswer(
        Cluster cluster, @Node("master") Host master, @Node("node1") Host node) {
      Host neighbour = cluster.externalHost(NEIGHBOUR);

      cluster.apply(
          """
          apiVersion: v1
          kind: Service
          metadata: {name: my-service}
          spec:
            type: NodePort
            externalTrafficPolicy: Local
            clusterIP: 10.109.243.28
            selector: {app: myapp}
            ports: [{protocol: TCP, port: 80, targetPort: 80, nodePort: 30080}]
          """);

      assertThat(neighbour.everyConnectionTo(node.ip(), 30080))
          .allAreEstablished()
          .allPreserveClientIp();
      assertThat(neighbour.everyConnectionTo(master.ip(), 30080)).allAreTimedOut();
    }

    @Test
    @KubeNetTest(manifests = {"cluster.yaml", "my-app-deployment.yaml", "node-port.yaml"})
    void todayTheLayerHasAChainOfItsOwnAndCountsWhoComesByLoopback(Cluster cluster) {
      Assertions.assertThat(rules(cluster).ofChain("KUBE-NODEPORTS"))
          .hasSize(2)
          .allMatch(rule -> rule.endsWith("-j KUBE-EXT-FXIYY6OHUSNBITIX"))
          .first()
          .asString()
          .contains("-d 127.0.0.0/8", "--nfacct-name  localhost_nps_accepted_pkts");
    }
  }

  @Nested
  @KubeNetTest(
      manifests = {"cluster.yaml", "my-app-deployment.yaml", "load-balancer.yaml"},
      kubernetesVersion = "1.23")
  class LoadBalancer {

    @Test
    void isOneLayerMoreStill(Cluster cluster) {
      Assertions.assertThat(rules(cluster).hitting("default/my-service"))
          .hasSize(3)
          .anyMatch(rule -> rule.endsWith("-j KUBE-FW-FXIYY6OHUSNBITIX"));
      Assertions.assertThat(rules(cluster).about("default/my-service")).hasSize(17);
    }

    @Test
    void visitorComesInByAnyNode(Cluster cluster) {
      Host visitor = cluster.externalHost(VISITOR);

      assertThat(visitor.via("master").everyConnectionTo(LOAD_BALANCER_IP, 80)).allAreEstablished();
      assertThat(visitor.via("node1").everyConnectionTo(LOAD_BALANCER_IP, 80)).allAreEstablished();
    }

    @Test
    void innerLayersAnswerAsBefore(Cluster cluster, @Pod("client") Host client) {
      assertThat(client.connectTo(CLUSTER_IP, 80)).isEstablished();
      assertThat(cluster.externalHost(VISITOR).connectTo(cluster.node("master").ip(), 30080))
          .isEstablished();
    }

    @Test
    void withLocalPolicyItSendsToTheNodesOfThePodsAlone(Cluster cluster) {
      cluster.apply(
          """
          apiVersion: v1
          kind: Service
          metadata: {name: my-service}
          spec:
            type: LoadBalancer
            externalTrafficPolicy: Local
            clusterIP: 10.109.243.28
            selector: {app: myapp}
            ports: [{protocol: TCP, port: 80, targetPort: 80, nodePort: 30080}]
          """);

      assertThat(cluster.externalHost(VISITOR).everyConnectionTo(LOAD_BALANCER_IP, 80))
          .allAreServedOnNode("node1")
          .allPreserveClientIp()
          .all("keep clear of the master", way -> !way.story().contains("master"));
    }

    @Test
    @KubeNetTest(manifests = {"cluster.yaml", "my-app-deployment.yaml", "load-balancer.yaml"})
    void todayItSharesTheChainOfTheNodePort(Cluster cluster) {
      Assertions.assertThat(rules(cluster).hitting("default/my-service"))
          .filteredOn(
              rule ->
                  rule.endsWith("loadbalancer IP\" -m tcp --dport 80 -j KUBE-EXT-FXIYY6OHUSNBITIX"))
          .hasSize(1);
    }
  }

  private static ArticleRules rules(Cluster cluster) {
    return ArticleRules.of(cluster.rules("node1"));
  }
}
