package io.kubenet.time.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EventQueueTest {

  private final EventQueue<String> queue = new EventQueue<>();

  @Test
  void theEarlierComesFirst() {
    queue.add(Duration.ofSeconds(2), "later");
    queue.add(Duration.ofSeconds(1), "earlier");

    assertThat(drained()).containsExactly("1s earlier", "2s later");
  }

  @Test
  void atOneInstantTheOrderOfNotingCounts() {
    queue.add(Duration.ofSeconds(1), "b");
    queue.add(Duration.ofSeconds(1), "a");

    assertThat(drained()).containsExactly("1s b", "1s a");
  }

  @Test
  void whatIsNotedTwiceHappensOnceAtTheEarlierInstant() {
    queue.add(Duration.ofSeconds(3), "a");
    queue.add(Duration.ofSeconds(1), "a");
    queue.add(Duration.ofSeconds(2), "a");

    assertThat(drained()).containsExactly("1s a");
  }

  @Test
  void whatWasTakenBackDoesNotHappen() {
    queue.add(Duration.ofSeconds(1), "a");
    queue.remove("a");

    assertThat(queue.nextInstant()).isEmpty();
  }

  @Property(tries = 200)
  void itSortsByInstantAndKeepsTheOrderWithinOne(
      @ForAll List<@IntRange(max = 5) Integer> instants) {
    EventQueue<Integer> numbered = new EventQueue<>();
    for (int i = 0; i < instants.size(); i++) {
      numbered.add(Duration.ofSeconds(instants.get(i)), i);
    }
    List<Integer> taken = new ArrayList<>();
    while (!numbered.isEmpty()) {
      numbered.poll().ifPresent(event -> taken.add(event.what()));
    }

    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < instants.size(); i++) {
      expected.add(i);
    }
    expected.sort(Comparator.comparing(instants::get));
    assertThat(taken).isEqualTo(expected);
  }

  private List<String> drained() {
    List<String> events = new ArrayList<>();
    while (!queue.isEmpty()) {
      queue.poll().ifPresent(event -> events.add(Durations.text(event.at()) + " " + event.what()));
    }
    return events;
  }
}
