package io.kubenet.controlplane.workload;

import com.google.common.collect.ImmutableSortedSet;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import org.pcollections.PSet;
import org.pcollections.TreePSet;

/**
 * How far a Job is: what its status says, as its controller last wrote it.
 *
 * @param pods how many Pods run, terminate, have succeeded and failed
 * @param counted the Pods whose end was counted, by their ages
 * @param started when it began; empty while it is suspended
 * @param failures those since the last success
 * @param conditions the types of its conditions that are True
 */
public record JobStatus(
    Counts pods,
    PSet<Long> counted,
    Optional<Duration> started,
    Failures failures,
    SortedSet<String> conditions) {

  /** Of a Job that nobody has looked at yet. */
  public static final JobStatus NEW =
      new JobStatus(
          new Counts(0, 0, 0, 0),
          TreePSet.empty(),
          Optional.empty(),
          new Failures(0, Duration.ZERO),
          ImmutableSortedSet.of());

  /**
   * The Pods of a Job.
   *
   * @param active those that run or will
   * @param terminating those that have been deleted and are not gone
   * @param succeeded those that have succeeded, whether they are there or not
   * @param failed those that have failed or were deleted, whether they are there or not
   */
  public record Counts(int active, int terminating, int succeeded, int failed) {}

  /**
   * Failures in a row.
   *
   * @param number how many
   * @param last when the last one was
   */
  public record Failures(int number, Duration last) {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** When the next Pod may be made (backoff_utils.go getRemainingTime, v1.36). */
    public Duration nextPod() {
      if (number == 0) {
        return Duration.ZERO;
      }
      Duration wait = FIRST.multipliedBy(1L << Math.min(number - 1, 10));
      return last.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
    }
  }

  public JobStatus {
    conditions = ImmutableSortedSet.copyOf(conditions);
  }

  /** Whether it has come to its end. */
  public boolean isFinished() {
    return conditions.contains("Complete") || conditions.contains("Failed");
  }
}
