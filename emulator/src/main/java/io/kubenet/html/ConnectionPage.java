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

import io.kubenet.explain.Places;
import io.kubenet.trace.Trace;
import j2html.tags.DomContent;
import java.util.List;

/** The page of a connection: how likely each way is, its picture, and its story rule by rule. */
public final class ConnectionPage {

  private final TraceList traces;

  private ConnectionPage(Places places) {
    this.traces = new TraceList(places);
  }

  /**
   * A page of its own for the ways of a connection.
   *
   * @param title what was asked
   * @param ways the ways that it can go
   * @param places where objects were written
   */
  public static String of(String title, List<Story> ways, Places places) {
    ConnectionPage page = new ConnectionPage(places);
    DomContent shares = ways.size() > 1 ? new ShareChart(ways).content() : span();
    return new Page(title, div(shares, each(ways, way -> page.way(way, ways)))).text();
  }

  /** The first way is open; each other opens when it is asked for. */
  private DomContent way(Story way, List<Story> ways) {
    DomContent heading =
        span(b(way.verdict().name()).withClass(way.tone()), span(" " + way.summary()));
    if (ways.size() == 1) {
      return section(p(heading), story(way));
    }
    DomContent share = span(" " + ShareChart.percentage(way)).withClass("faint");
    return section(
        details(summary(heading, share), story(way))
            .condAttr(way.equals(ways.get(0)), "open", "open"));
  }

  private DomContent story(Story way) {
    return div(
            figure(way.request().map(WayPicture::of).orElseGet(() -> span("no packet was sent"))),
            div(
                way.request().map(trace -> trace("Request", trace)).orElseGet(() -> span()),
                way.reply().map(trace -> trace("Reply", trace)).orElseGet(() -> span())))
        .withClass("story");
  }

  private DomContent trace(String heading, Trace trace) {
    return div(
        h2(heading), p(trace.packet().toString()).withClass("packet"), traces.content(trace));
  }
}
