package io.kubenet.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JournalTest {

  private static final ObjectName API = new ObjectName("shop", "api");
  private static final ObjectName WEB = new ObjectName("shop", "web");

  @Test
  void tellsWhatWasNotedSince() {
    Journal before = Journal.EMPTY.with(WEB);

    Journal after = before.with(API).with(WEB).with(API);

    assertThat(after.since(before))
        .hasValueSatisfying(names -> assertThat(names).containsExactlyInAnyOrder(API, WEB));
    assertThat(after.since(after)).hasValueSatisfying(names -> assertThat(names).isEmpty());
  }

  @Test
  void knowsNothingOfJournalsThatWentAnotherWay() {
    Journal before = Journal.EMPTY.with(WEB);

    assertThat(before.with(API).since(before.with(API))).isEmpty();
    assertThat(before.since(before.with(API))).isEmpty();
  }

  @Test
  void forgetsWhatIsLongAgo() {
    Journal begin = Journal.EMPTY.with(WEB);

    Journal end =
        IntStream.range(0, 20_000)
            .boxed()
            .reduce(begin, (journal, i) -> journal.with(API), (a, b) -> b);

    assertThat(end.since(begin)).isEmpty();
  }

  @Test
  void statesTellWhichServicesChanged() {
    ClusterState before = ClusterState.empty().withoutPod(API);

    ClusterState after = before.withoutService(API).withoutSlice(WEB, WEB).withoutPod(WEB);

    assertThat(after.servicesChangedSince(before))
        .hasValueSatisfying(names -> assertThat(names).containsExactlyInAnyOrder(API, WEB));
    assertThat(after.podsChangedSince(before))
        .hasValueSatisfying(names -> assertThat(names).containsExactly(WEB));
  }
}
