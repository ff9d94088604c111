import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.junit.KubeNetTest;
import org.junit.jupiter.api.Test;

/** A user whose test fails. */
class FailingTest {

  @Test
  @KubeNetTest
  void fails(Cluster cluster) {
    assertThat(cluster.node("node1").connectTo(cluster.node("node2").ip(), 7)).isEstablished();
  }
}
