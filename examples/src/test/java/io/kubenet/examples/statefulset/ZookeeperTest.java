package io.kubenet.examples.statefulset;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Pod;
import org.junit.jupiter.api.Test;

/** An ensemble finds its members by name: each pod of a StatefulSet has its own. */
@KubeNetTest(manifests = "zookeeper.yaml")
class ZookeeperTest {

  @Test
  void memberFindsEachOtherByItsOwnName(@Pod("middleware/zookeeper-0") Host member) {
    assertThat(member.connectTo("zookeeper-1.zookeeper-headless", 3888))
        .isServedBy("middleware/zookeeper-1")
        .preservesClientIp();
    assertThat(
            member.connectTo("zookeeper-2.zookeeper-headless.middleware.svc.cluster.local", 3888))
        .isServedBy("middleware/zookeeper-2")
        .request()
        .doesNotMatch("KUBE-SERVICES");
  }

  @Test
  void ordinalBehindTheLastOneHasNoName(@Pod("middleware/zookeeper-0") Host member) {
    assertThat(member.connectTo("zookeeper-3.zookeeper-headless", 3888)).isToAnUnknownName();
  }

  @Test
  void memberThatIsNotReadyYetIsFoundSoThatTheyCanElect(
      Cluster cluster, @Pod("middleware/zookeeper-0") Host member) {
    cluster.markUnready("middleware/zookeeper-1");

    assertThat(member.connectTo("zookeeper-1.zookeeper-headless", 3888)).isEstablished();
  }

  @Test
  void scalingUpGivesTheNewMemberAName(
      Cluster cluster, @Pod("middleware/zookeeper-0") Host member) {
    cluster.scale("statefulset/middleware/zookeeper", 5);

    assertThat(member.connectTo("zookeeper-4.zookeeper-headless", 2181))
        .isServedBy("middleware/zookeeper-4");
  }
}
