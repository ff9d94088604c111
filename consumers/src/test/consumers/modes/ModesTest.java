import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.junit.ForEachProxyMode;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.ProxyModeTest;
import org.junit.jupiter.api.Test;

/** A user who wants each mode and version in turn, which JUnit can do since 5.13. */
@KubeNetTest
class ModesTest {

  @ProxyModeTest(kubernetesVersions = {"1.35", "1.36"})
  void everyModeAndVersion(Cluster cluster) {
    assertThat(cluster.node("node1").connectTo(cluster.node("node2").ip(), 7)).isRefused();
  }
}

@KubeNetTest
@ForEachProxyMode
class ClassInModesTest {

  @Test
  void everyMode(Cluster cluster) {
    assertThat(cluster.node("node1").connectTo(cluster.node("node2").ip(), 7)).isRefused();
  }
}
