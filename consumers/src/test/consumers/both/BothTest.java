import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.jqwik.ClusterSpec;
import io.kubenet.jqwik.Nodes;
import io.kubenet.junit.KubeNetTest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A user with JUnit and jqwik. */
class BothTest {

  @Test
  @KubeNetTest
  void jupiterTest(Cluster cluster) {
    assertThat(cluster.node("node1").name()).isEqualTo("node1");
  }

  @Property(tries = 5)
  @KubeNetTest
  void property(@ForAll @Nodes(max = 2) ClusterSpec spec, Cluster cluster) {
    assertThat(spec.nodes())
        .allSatisfy(node -> assertThat(cluster.node(node.name()).ip()).isNotEmpty());
  }
}
