package io.kubenet.html;

import static j2html.TagCreator.b;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;

import com.google.common.collect.ImmutableList;
import io.kubenet.explain.Places;
import io.kubenet.explain.SeenAddress;
import io.kubenet.net.IpAddress;
import io.kubenet.trace.Trace;
import j2html.tags.DomContent;
import java.util.List;
import java.util.stream.IntStream;

/** The page of a connection: how likely each way is, its picture, and its story rule by rule. */
final class ConnectionPage {

  private final List<Story> ways;
  private final Places places;

  private ConnectionPage(List<Story> ways, Places places) {
    this.ways = ImmutableList.copyOf(ways);
    this.places = places;
  }

  /**
   * A page of its own for the ways of a connection.
   *
   * @param title what was asked
   * @param ways the ways that it can go
   * @param places where objects were written
   */
  static String of(String title, List<Story> ways, Places places) {
    ConnectionPage page = new ConnectionPage(ways, places);
    return new Page(title, page.content()).text();
  }

  /**
   * A page of its own for the way of a single packet.
   *
   * @param trace the way
   * @param places where objects were written
   */
  static String of(Trace trace, Places places) {
    WayTree way = WayTree.of(ImmutableList.of(WayPath.of(trace, 0)));
    DomContent story =
        div(
                figure(WayPicture.of(way, "the way of " + trace.packet())),
                div(new TraceList(places, "way-0").content(trace)))
            .withClass("story");
    return new Page(trace.packet().toString(), section(story)).text();
  }

  private DomContent content() {
    return div(
        ways.size() > 1 ? overview() : span(),
        each(IntStream.range(0, ways.size()).boxed().toList(), this::way));
  }

  private DomContent overview() {
    List<WayPath> paths =
        IntStream.range(0, ways.size()).mapToObj(i -> WayPath.of(ways.get(i), i)).toList();
    return section(div(figure(picture(paths)), new ShareChart(ways).content()).withClass("story"));
  }

  private static DomContent picture(List<WayPath> paths) {
    return paths.stream().allMatch(path -> path.items().isEmpty())
        ? span("no packet was sent")
        : WayPicture.of(WayTree.of(paths), "the way of the packet");
  }

  /** The first way is open; each other opens when it is asked for. */
  private DomContent way(int index) {
    Story way = ways.get(index);
    DomContent heading =
        span(b(way.verdict().name()).withClass(way.tone()), span(" " + way.detail()));
    if (ways.size() == 1) {
      return section(p(heading), story(way, index));
    }
    DomContent share = span(" " + ShareChart.percentage(way.probability())).withClass("faint");
    return section(
        details(summary(heading, share), story(way, index)).condAttr(index == 0, "open", "open"));
  }

  private DomContent story(Story way, int index) {
    String anchor = "way-" + index;
    return div(
            figure(picture(ImmutableList.of(WayPath.of(way, index)))),
            div(
                way.client().map(seen -> (DomContent) p(sees(way, seen))).orElseGet(() -> span()),
                way.request().map(trace -> told("Request", trace, anchor)).orElseGet(() -> span()),
                way.reply()
                    .map(trace -> told("Reply", trace, anchor + "-reply"))
                    .orElseGet(() -> span())))
        .withClass("story");
  }

  private static String sees(Story way, IpAddress seen) {
    return "The one who serves it sees "
        + SeenAddress.of(way.request().map(trace -> trace.packet().source()), seen);
  }

  private DomContent told(String heading, Trace trace, String anchor) {
    return div(
        h2(heading),
        p(trace.packet().toString()).withClass("packet"),
        new TraceList(places, anchor).content(trace));
  }
}
