package io.kubenet.html;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.span;

import io.kubenet.chance.Fraction;
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
    return div(h2("Where it goes"), each(ways, ShareChart::bar)).withClass("shares");
  }

  private static DomContent bar(Story way) {
    String percentage = percentage(way.probability());
    return div(
        div(span(way.summary()), span(percentage).withClass("faint")).withClass("label"),
        div(div().withClass(way.tone()).withStyle("width:" + percentage)).withClass("bar"),
        div(way.probability().toString()).withClass("exact"));
  }

  /** {@code 33.3333%}. */
  static String percentage(Fraction probability) {
    return String.format(Locale.ROOT, "%.4f%%", 100 * probability.doubleValue());
  }
}
