package io.kubenet.controlplane.scheduler;

import com.google.common.collect.ImmutableSortedSet;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.PodStatus;
import io.kubenet.controlplane.store.Store;
import io.kubenet.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The scheduler: kube-scheduler's filters, then one order of the nodes that are left.
 *
 * <p>Of nodes that fit it takes the first in the {@link NodeOrder}. There is no preemption.
 */
public final class Scheduler {

  /** What becomes of a Pod. */
  public sealed interface Decision {}

  /**
   * It runs on a node.
   *
   * @param node the node's name
   */
  public record Bound(String node) implements Decision {}

  /**
   * It waits.
   *
   * @param why what its condition PodScheduled says
   * @param filters the filters that rejected it
   */
  public record Waiting(PodStatus.Pending why, SortedSet<String> filters) implements Decision {}

  private static final PodStatus.Pending GATED =
      new PodStatus.Pending(
          "SchedulingGated", "Scheduling is blocked due to non-empty scheduling gates");

  private final Store store;

  public Scheduler(Store store) {
    this.store = store;
  }

  /** Finds a node for a Pod. */
  public Decision schedule(PodObject pod) {
    if (!pod.spec().placement().gates().isEmpty()) {
      return new Waiting(GATED, ImmutableSortedSet.of());
    }
    int nodes = store.cluster().nodes().size();
    if (pod.spec().placement().nodes().isContradictory() && nodes > 0) {
      return contradictory(nodes);
    }
    SpreadFilter spread = new SpreadFilter(pod, store.cluster().nodes(), store.pods());
    AffinityFilter affinity = new AffinityFilter(pod, store);
    List<Rejection> rejections = new ArrayList<>();
    List<Node> fitting = new ArrayList<>();
    for (Node node : store.cluster().nodes()) {
      NodeFilters.reject(pod, node, store.pods().usage(node.name()))
          .or(() -> spread.reject(node))
          .or(() -> affinity.reject(node))
          .ifPresentOrElse(rejections::add, () -> fitting.add(node));
    }
    Optional<Node> best = fitting.stream().min(new NodeOrder(pod, store, fitting));
    return best.<Decision>map(node -> new Bound(node.name())).orElseGet(() -> waiting(rejections));
  }

  /** As PreFilter of nodeaffinity says it (v1.36). */
  private static Waiting contradictory(int nodes) {
    String head = "0/" + nodes + " nodes are available: ";
    String message =
        head
            + "pod affinity terms conflict. no new claims to deallocate, preemption: "
            + head
            + nodes
            + " Preemption is not helpful for scheduling.";
    return new Waiting(
        new PodStatus.Pending("Unschedulable", message),
        ImmutableSortedSet.of(NodeFilters.NODE_AFFINITY));
  }

  private static Waiting waiting(List<Rejection> rejections) {
    return new Waiting(
        new PodStatus.Pending("Unschedulable", message(rejections)),
        rejections.stream()
            .map(Rejection::filter)
            .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo)));
  }

  /** As framework FitError.Error and the preemption's status say it (v1.36). */
  private static String message(List<Rejection> rejections) {
    if (rejections.isEmpty()) {
      return "no nodes available to schedule pods";
    }
    String head = "0/" + rejections.size() + " nodes are available: ";
    return head
        + counted(rejections.stream().flatMap(r -> r.reasons().stream()).toList())
        + ". no new claims to deallocate, preemption: "
        + head
        + counted(rejections.stream().map(Scheduler::preemption).toList())
        + ".";
  }

  private static String preemption(Rejection rejection) {
    return rejection.isFinal()
        ? "Preemption is not helpful for scheduling"
        : "No preemption victims found for incoming pod";
  }

  private static String counted(List<String> reasons) {
    Map<String, Integer> counts = new TreeMap<>();
    reasons.forEach(reason -> counts.merge(reason, 1, Integer::sum));
    List<String> texts = new ArrayList<>();
    counts.forEach((reason, count) -> texts.add(count + " " + reason));
    texts.sort(String::compareTo);
    return String.join(", ", texts);
  }
}
