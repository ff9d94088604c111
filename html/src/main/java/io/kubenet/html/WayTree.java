package io.kubenet.html;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import io.kubenet.trace.HostKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The ways of a connection as a tree: what they have in common, and what chance makes of it.
 *
 * @param boxes the hosts that all pass, in order
 * @param branches how it goes on; none at the end
 */
record WayTree(List<Box> boxes, List<Branch> branches) {

  /**
   * A host, or what happens there after chance has decided.
   *
   * @param title the host; empty where an earlier box names it
   * @param kind what the host is
   * @param anchor where the page tells it rule by rule
   * @param lines what happens there
   */
  record Box(String title, HostKind kind, String anchor, List<PictureLines.Line> lines) {}

  /**
   * One of the ways to go on.
   *
   * @param probability how likely it is, all in all
   * @param tree how it goes on
   */
  record Branch(Fraction probability, WayTree tree) {}

  static WayTree of(List<WayPath> paths) {
    int common = common(paths);
    Map<Optional<WayPath.Item>, List<WayPath>> groups = new LinkedHashMap<>();
    for (WayPath path : paths) {
      groups
          .computeIfAbsent(path.from(common).first(), first -> new ArrayList<>())
          .add(path.from(common));
    }
    return new WayTree(
        boxes(paths.get(0), common),
        groups.size() == 1
            ? ImmutableList.of()
            : groups.values().stream().map(WayTree::branch).toList());
  }

  private static Branch branch(List<WayPath> paths) {
    return new Branch(
        paths.stream().map(WayPath::probability).reduce(Fraction.ZERO, Fraction::plus), of(paths));
  }

  /** How many items all paths begin with. */
  private static int common(List<WayPath> paths) {
    List<WayPath.Item> first = paths.get(0).items();
    return (int)
        IntStream.range(0, first.size())
            .takeWhile(
                i ->
                    paths.stream()
                        .allMatch(
                            path ->
                                i < path.items().size()
                                    && path.items().get(i).equals(first.get(i))))
            .count();
  }

  private static List<Box> boxes(WayPath path, int length) {
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      WayPath.Item item = path.items().get(i);
      if (boxes.isEmpty() || item.line().isEmpty()) {
        boxes.add(
            new Box(
                item.line().isEmpty() ? item.host() : "",
                item.kind(),
                path.anchors().get(i),
                new ArrayList<>()));
      }
      item.line().ifPresent(boxes.get(boxes.size() - 1).lines()::add);
    }
    return boxes;
  }
}
