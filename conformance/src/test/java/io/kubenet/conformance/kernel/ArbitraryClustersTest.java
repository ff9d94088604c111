package io.kubenet.conformance.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.conformance.kernel.Inquiry.Question;
import io.kubenet.jqwik.TrafficSpec;
import io.kubenet.node.NetworkKind;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Arbitrary clusters in iptables and nftables mode, with the emulator's rules in a real kernel. */
@Tag("kernel")
@RunsOnARealKernel
class ArbitraryClustersTest {

  private ClusterStages stages;

  @BeforeProperty
  void build() {
    stages = new ClusterStages(NetworkKind.BRIDGE);
  }

  @AfterProperty
  void close() {
    stages.close();
  }

  @Provide
  Arbitrary<TrafficSpec> traffic() {
    return ClusterStages.traffic();
  }

  @Property(seed = Seeds.OF_EVERY_BUILD)
  void connectionsEndAsTheKernelEndsThem(@ForAll("traffic") TrafficSpec traffic) {
    List<Question> questions = stages.questions(traffic);

    List<String> contradictions = new Inquiry(12).contradictions(questions);

    assertThat(contradictions).isEmpty();
  }

  @Property(tries = 10, seed = Seeds.OF_EVERY_BUILD)
  void endpointsAreAsLikelyAsTheKernelMakesThem(@ForAll("traffic") TrafficSpec traffic) {
    List<Question> questions = stages.questions(traffic);

    List<String> contradictions = new Inquiry(200).contradictions(questions);

    assertThat(contradictions).isEmpty();
  }
}
