package io.kubenet.time;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long everything takes between a change and its last consequence: an interval for each {@link
 * DelayRow}. Presets to start from, and withers:
 *
 * <pre>{@code
 * Delays.typical().with(DelayRow.PROXY_SYNC, DelayInterval.ofMillis(500, 3000))
 * }</pre>
 */
public final class Delays {

  private static final Delays NONE = new Delays(new EnumMap<>(DelayRow.class), ImmutableList.of());

  private final ImmutableMap<DelayRow, DelayInterval> rows;
  private final ImmutableList<ApplicationRule> applications;

  private Delays(Map<DelayRow, DelayInterval> rows, List<ApplicationRule> applications) {
    this.rows = ImmutableMap.copyOf(rows);
    this.applications = ImmutableList.copyOf(applications);
  }

  /** Everything happens at once: a cluster at rest is so, and it is the default. */
  public static Delays none() {
    return NONE;
  }

  /** A cluster as kubeadm makes it, with the API server and the nodes not busy. */
  public static Delays typical() {
    Map<DelayRow, DelayInterval> rows = new EnumMap<>(DelayRow.class);
    for (DelayRow row : DelayRow.values()) {
      rows.put(row, row.typical());
    }
    return new Delays(rows, ImmutableList.of());
  }

  /** These with the health checks of a load balancer. */
  public Delays with(LoadBalancerChecks checks) {
    return with(DelayRow.LOAD_BALANCER_UNHEALTHY, checks.unhealthy())
        .with(DelayRow.LOAD_BALANCER_HEALTHY, checks.healthy());
  }

  /** These with another interval in one row. */
  public Delays with(DelayRow row, DelayInterval interval) {
    Map<DelayRow, DelayInterval> changed = new EnumMap<>(DelayRow.class);
    changed.putAll(rows);
    changed.put(row, interval);
    return new Delays(changed, applications);
  }

  /** These with one row that is always the same time. */
  public Delays with(DelayRow row, Duration exactly) {
    return with(row, DelayInterval.exactly(exactly));
  }

  /** These with what the applications in some containers do; the last that fits counts. */
  public Delays with(ApplicationRule rule) {
    return new Delays(
        rows, ImmutableList.<ApplicationRule>builder().addAll(applications).add(rule).build());
  }

  /** What applications do, said beside the manifests. */
  public List<ApplicationRule> applications() {
    return applications;
  }

  /** The interval of a row. */
  public DelayInterval get(DelayRow row) {
    return rows.getOrDefault(row, DelayInterval.NONE);
  }

  /** Whether nothing takes any time. */
  public boolean areNone() {
    return Stream.of(DelayRow.values()).allMatch(row -> get(row).equals(DelayInterval.NONE));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Delays that
        && applications.equals(that.applications)
        && Stream.of(DelayRow.values()).allMatch(row -> get(row).equals(that.get(row)));
  }

  @Override
  public int hashCode() {
    return Stream.of(DelayRow.values()).map(this::get).toList().hashCode();
  }

  /** A line for each row: its label, its interval, what it is and where that is from. */
  @Override
  public String toString() {
    return Stream.of(DelayRow.values()).map(this::line).collect(joining("\n"));
  }

  private String line(DelayRow row) {
    return "%-24s %-14s %s"
        .formatted(row.label(), get(row), row.meaning() + " (" + sourceOf(row) + ")");
  }

  private String sourceOf(DelayRow row) {
    return get(row).equals(row.typical()) ? row.source() : "given";
  }
}
