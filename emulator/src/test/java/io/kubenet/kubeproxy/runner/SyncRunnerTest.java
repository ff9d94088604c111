package io.kubenet.kubeproxy.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.model.KubernetesVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What real kube-proxies 1.36.3 were measured to do, with a sync that takes 30 ms; and the token
 * bucket of those before 1.34.
 */
class SyncRunnerTest {

  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration SYNC = Duration.ofMillis(30);

  @Test
  void aRequestAloneStartsASyncAtOnce() {
    assertThat(startsOf("1.36", 0, 3000, 6000)).containsExactly(0L, 3000L, 6000L);
  }

  @ParameterizedTest
  @CsvSource({"200, 1030", "500, 1030", "800, 1030", "950, 1030", "1300, 1300"})
  void aSecondRequestWaitsUntilThePeriodAfterTheFirstSyncsEndIsOver(long second, long start) {
    assertThat(startsOf("1.36", 0, second)).containsExactly(0L, start);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 20, 100})
  void aBurstOfTenIsTwoSyncs(long apart) {
    long[] requests = IntStream.range(0, 10).mapToLong(i -> i * apart).toArray();

    assertThat(startsOf("1.36", requests)).containsExactly(0L, 1030L);
  }

  @Test
  void aBusyStretchHasASyncEachPeriodAndTheSyncsOwnTime() {
    long[] requests = IntStream.rangeClosed(0, 30).mapToLong(i -> i * 200L).toArray();

    assertThat(startsOf("1.36", requests))
        .containsExactly(0L, 1030L, 2060L, 3090L, 4120L, 5150L, 6180L);
  }

  @Test
  void aLongerPeriodIsKept() {
    long[] requests = IntStream.range(0, 60).mapToLong(i -> i * 200L).toArray();

    assertThat(
            starts(SyncRunner.of(KubernetesVersion.of("1.36"), PERIOD.multipliedBy(5)), requests))
        .containsExactly(0L, 5030L, 10060L, 15090L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.34", "1.35", "1.36"})
  void newerOnesHaveNoCredit(String version) {
    assertThat(startsOf(version, 10_000, 10_100)).containsExactly(10_000L, 11_030L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.23", "1.31", "1.32", "1.33"})
  void olderOnesSyncTwiceInARow(String version) {
    assertThat(startsOf(version, 10_000, 10_100)).containsExactly(10_000L, 10_100L);
  }

  @Test
  void olderOnesWithoutTokensTryAgainAPeriodAfterTheLastSyncsEnd() {
    long[] requests = IntStream.rangeClosed(0, 20).mapToLong(i -> 10_000 + i * 200L).toArray();

    assertThat(startsOf("1.33", requests))
        .containsExactly(10_000L, 10_200L, 11_230L, 12_260L, 13_290L, 14_320L);
  }

  @Test
  void anOlderOneTakesWhatCameWhileItSyncedWhenThatHasEnded() {
    assertThat(startsOf("1.33", 10_000, 10_010)).containsExactly(10_000L, 10_030L);
  }

  @Property(tries = 300)
  void everyRequestIsTakenByASyncThatStartsNoEarlierAndNewerOnesKeepThePeriod(
      @ForAll @Size(max = 30) List<@IntRange(max = 20_000) Integer> requests) {
    long[] sorted = requests.stream().mapToLong(Integer::longValue).sorted().toArray();

    List<Long> starts = startsOf("1.36", sorted);

    assertThat(sorted.length == 0).isEqualTo(starts.isEmpty());
    for (int i = 1; i < starts.size(); i++) {
      assertThat(starts.get(i) - starts.get(i - 1)).isGreaterThanOrEqualTo(1030);
    }
    LongStream.of(sorted)
        .forEach(
            request ->
                assertThat(starts).anyMatch(start -> start >= request && start <= request + 1030));
  }

  private static List<Long> startsOf(String version, long... requests) {
    return starts(SyncRunner.of(KubernetesVersion.of(version), PERIOD), requests);
  }

  /** When syncs start if requests come so; in milliseconds. */
  private static List<Long> starts(SyncRunner idle, long... requests) {
    List<Long> starts = new ArrayList<>();
    SyncRunner runner = idle;
    int next = 0;
    while (next < requests.length || runner.nextStart().isPresent()) {
      long start = runner.nextStart().map(Duration::toMillis).orElse(Long.MAX_VALUE);
      if (next < requests.length && requests[next] < start) {
        runner = runner.requested(Duration.ofMillis(requests[next++]));
        continue;
      }
      starts.add(start);
      runner = runner.started(Duration.ofMillis(start));
      long end = start + SYNC.toMillis();
      while (next < requests.length && requests[next] < end) {
        runner = runner.requested(Duration.ofMillis(requests[next++]));
      }
      runner = runner.ended(Duration.ofMillis(end));
    }
    return starts;
  }
}
