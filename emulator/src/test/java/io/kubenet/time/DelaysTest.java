package io.kubenet.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.chance.choice.SeededChance;
import io.kubenet.time.queue.Draw;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelaysTest {

  @Test
  void withoutDelaysEverythingTakesNoTime() {
    for (DelayRow row : DelayRow.values()) {
      assertThat(Delays.none().get(row).max()).isZero();
    }
  }

  @Test
  void aChangedRowLeavesTheOthers() {
    Delays changed = Delays.typical().with(DelayRow.PROXY_SYNC, Duration.ofSeconds(2));

    assertThat(changed.get(DelayRow.PROXY_SYNC)).hasToString("2s");
    assertThat(changed.get(DelayRow.PROXY_WATCH)).hasToString("5ms to 200ms");
    assertThat(Delays.typical().get(DelayRow.PROXY_SYNC)).hasToString("10ms to 50ms");
  }

  @Test
  void theyTellEachRowWithItsSource() {
    assertThat(Delays.typical().with(DelayRow.PROXY_SYNC, Duration.ofSeconds(2)).toString().lines())
        .contains(
            "proxy-min-sync-period    1s             the least time between two syncs of a"
                + " kube-proxy (minSyncPeriod, 1 s, in ipvs mode none"
                + " (proxy/apis/config/v1alpha1/defaults.go))",
            "proxy-sync               2s             how long a kube-proxy takes to write its"
                + " rules (given)");
  }

  @Test
  void aLoadBalancerBelievesAnAnswerThatWasTheSameOftenEnough() {
    Delays cloud = Delays.none().with(LoadBalancerChecks.AWS_IN_TREE_NLB);

    assertThat(cloud.get(DelayRow.LOAD_BALANCER_UNHEALTHY)).hasToString("60s to 90s");
    assertThat(Delays.none().with(LoadBalancerChecks.GCE).get(DelayRow.LOAD_BALANCER_HEALTHY))
        .hasToString("0s to 8s");
  }

  @Property(tries = 200)
  void whatIsDrawnIsInTheInterval(
      @ForAll @IntRange(max = 10_000) int min,
      @ForAll @IntRange(max = 10_000) int more,
      @ForAll long seed) {
    DelayInterval interval = DelayInterval.ofMillis(min, min + more);

    assertThat(Draw.of(interval, new SeededChance(seed))).isBetween(interval.min(), interval.max());
  }

  @Test
  void anIntervalsEndsAreInOrder() {
    assertThatThrownBy(() -> DelayInterval.ofMillis(500, 50))
        .hasMessage("a delay's max 50ms is below its min 500ms");
    assertThatThrownBy(() -> DelayInterval.ofMillis(-1, 50))
        .hasMessage("a delay can't be negative: -1ms");
  }

  @ParameterizedTest
  @CsvSource({"250ms, 250ms", "1.5s, 1.5s", "1m30s, 90s", "0, 0s", "2h, 7200s", "1500us, 1.5ms"})
  void durationsAreReadAsGoReadsThem(String text, String plain) {
    assertThat(Durations.text(Durations.of(text))).isEqualTo(plain);
  }

  @Test
  void whatIsNoDurationIsNamed() {
    assertThatThrownBy(() -> Durations.of("5 minutes"))
        .hasMessage("'5 minutes' is not a duration; expected one such as 250ms, 1.5s or 5m");
  }
}
