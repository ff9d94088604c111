package io.kubenet.html;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import io.kubenet.trace.Hop;
import io.kubenet.trace.HostKind;
import io.kubenet.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is to be drawn of a way: each host, and after it a line for each thing that happens there.
 *
 * @param items hosts and lines
 * @param anchors where the page tells each of them rule by rule
 * @param probability how likely the way is
 */
record WayPath(List<Item> items, List<String> anchors, Fraction probability) {

  /** A host, or a line of the host. */
  record Item(String host, HostKind kind, Optional<PictureLines.Line> line) {}

  /**
   * The path of a way.
   *
   * @param index its place among all ways
   */
  static WayPath of(Story way, int index) {
    return way.request()
        .map(trace -> of(trace, index).ending(way))
        .orElseGet(() -> new WayPath(ImmutableList.of(), ImmutableList.of(), way.probability()));
  }

  /** The path of a packet, whatever becomes of it. */
  static WayPath of(Trace trace, int index) {
    ImmutableList.Builder<Item> items = ImmutableList.builder();
    ImmutableList.Builder<String> anchors = ImmutableList.builder();
    for (int i = 0; i < trace.hops().size(); i++) {
      List<Item> here = items(trace.hops().get(i));
      items.addAll(here);
      String anchor = TraceList.anchor("way-" + index, i);
      IntStream.range(0, here.size()).forEach(item -> anchors.add(anchor));
    }
    return new WayPath(items.build(), anchors.build(), Fraction.ONE);
  }

  private static List<Item> items(Hop hop) {
    return Stream.concat(
            Stream.of(new Item(hop.host(), hop.kind(), Optional.empty())),
            PictureLines.of(hop).stream()
                .map(line -> new Item(hop.host(), hop.kind(), Optional.of(line))))
        .collect(ImmutableList.toImmutableList());
  }

  /** The same with what the client sees in the end. */
  private WayPath ending(Story way) {
    int last = items.size() - 1;
    PictureLines.Line verdict = new PictureLines.Line(way.verdict().name(), way.tone());
    return new WayPath(
        added(
            items, new Item(items.get(last).host(), items.get(last).kind(), Optional.of(verdict))),
        added(anchors, anchors.get(last)),
        way.probability());
  }

  private static <T> List<T> added(List<T> some, T another) {
    return ImmutableList.<T>builder().addAll(some).add(another).build();
  }

  WayPath from(int start) {
    return new WayPath(
        items.subList(start, items.size()), anchors.subList(start, anchors.size()), probability);
  }

  Optional<Item> first() {
    return items.stream().findFirst();
  }
}
