package io.kubenet.assertj;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;
import static io.kubenet.assertj.Shop.messageOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import io.kubenet.Load;
import io.kubenet.Script;
import io.kubenet.time.DelayRow;
import io.kubenet.time.Delays;
import io.kubenet.timeline.Timeline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimelineAssertTest {

  private static final Delays DELAYS =
      Delays.none()
          .with(DelayRow.CONTAINER_START, Duration.ofSeconds(2))
          .with(DelayRow.PROXY_WATCH, Duration.ofMillis(300));

  private final Timeline scaled = scaledDown();

  @Test
  void whatIsSoPasses() {
    assertThat(scaled)
        .losesAtMost(30)
        .keepsAtLeastReady("default/api", 1)
        .isSettledBy(Duration.ofSeconds(2));
  }

  @Test
  void lossIsToldWithTheStoryBeforeIt() {
    assertThat(messageOf(() -> assertThat(scaled).losesNothing()))
        .isEqualTo(
            """

            Expected timeline of 1.3s
            to lose nothing
            but
              from pod/default/client to api:80 it lost 30 of 260
                30 HOST_UNREACHABLE from 1s to 1.3s: no host on the link answers for 10.244.3.2
              before the first loss
                1s script scale deployment/default/api
                1s api pod deleted pod/default/api-6cbcdd679d-5jgbb: it has a deletion timestamp
                1s endpointslice-controller slices changed service/default/api
                1s kubelet/node3 container main got SIGTERM pod/default/api-6cbcdd679d-5jgbb
                1s kubelet/node3 container main listens no more pod/default/api-6cbcdd679d-5jgbb
                1s kubelet/node3 container main ended pod/default/api-6cbcdd679d-5jgbb
                1s kubelet/node3 address gone pod/default/api-6cbcdd679d-5jgbb: its containers have ended
                1s kubelet/node3 pod gone pod/default/api-6cbcdd679d-5jgbb
                1s endpointslice-controller slices changed service/default/api\
            """);
  }

  @Test
  void moreLossThanAllowedIsTold() {
    assertThat(messageOf(() -> assertThat(scaled).losesAtMost(29)))
        .startsWith("\nExpected timeline of 1.3s\nto lose at most 29 requests\nbut\n");
  }

  @Test
  void eventsThatComeTooLateAreTold() {
    assertThat(messageOf(() -> assertThat(scaled).isSettledBy(Duration.ofMillis(1299))))
        .startsWith(
            """

            Expected timeline of 1.3s
            to be settled by 1.299s
            but
                1.3s kube-proxy/node1 rules written node/node1: default/api
            """);
  }

  @Test
  void fewerEndpointsAreToldWithTheStoryBefore() {
    assertThat(messageOf(() -> assertThat(scaled).keepsAtLeastReady("default/api", 2)))
        .startsWith(
            """

            Expected timeline of 1.3s
            to keep at least 2 ready endpoints of default/api
            but
              at 1s it had 1
            """);
  }

  private static Timeline scaledDown() {
    Cluster cluster =
        KubeNet.load(
            ClusterConfig.iptables(),
            "shop.yaml",
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: client}
            spec: {nodeName: node1, containers: [{name: main, image: client}]}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: api}
            spec:
              replicas: 2
              selector: {matchLabels: {app: api}}
              template:
                metadata: {labels: {app: api}}
                spec: {containers: [{name: main, image: api, ports: [{containerPort: 8080}]}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: api}
            spec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}
            """);
    return cluster.timeline(
        Script.at(Duration.ofSeconds(1)).scale("deployment/default/api", 1),
        DELAYS,
        Load.of(cluster.pod("client"), "api", 80).perSecond(200));
  }
}
