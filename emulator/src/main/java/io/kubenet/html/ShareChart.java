package io.kubenet.html;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;

/**
 * How likely each way is: a bar each, with its exact share.
 *
 * @param ways the ways
 */
record ShareChart(List<Story> ways) {

  DomContent content() {
    return section(h2("Where it goes"), each(ways, ShareChart::bar)).withClass("shares");
  }

  private static DomContent bar(Story way) {
    return div(
        div(span(way.summary()), span(percentage(way)).withClass("faint")).withClass("label"),
        div(div().withClass(way.tone()).withStyle("width:" + percentageOf(way) + "%"))
            .withClass("bar"),
        div(way.probability().toString()).withClass("exact"));
  }

  static String percentage(Story way) {
    return percentageOf(way) + "%";
  }

  private static String percentageOf(Story way) {
    return String.format(Locale.ROOT, "%.4f", 100 * way.probability().doubleValue());
  }
}
