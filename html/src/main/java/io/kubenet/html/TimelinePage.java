package io.kubenet.html;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import io.kubenet.chance.Fraction;
import io.kubenet.time.Durations;
import io.kubenet.timeline.Fate;
import io.kubenet.timeline.FlowInterval;
import io.kubenet.timeline.FlowTimeline;
import io.kubenet.timeline.Loss;
import io.kubenet.timeline.RuleChange;
import io.kubenet.timeline.Timeline;
import j2html.tags.DomContent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The page of a timeline: the lives of pods as bars, what kube-proxies wrote, what became of
 * connections with losses in red, the load of each endpoint, and all events.
 */
final class TimelinePage {

  private final Timeline timeline;
  private final double length;

  private TimelinePage(Timeline timeline) {
    this.timeline = timeline;
    this.length = Math.max(1e-9, seconds(timeline.end()));
  }

  static String of(Timeline timeline) {
    TimelinePage page = new TimelinePage(timeline);
    return new Page(
            "What happened in " + Durations.text(timeline.end()),
            div(
                each(timeline.flows(), page::flow),
                page.pods(),
                page.rules(),
                page.events(),
                page.delays()))
        .text();
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  /** A stretch of a bar, with what a pointer over it tells. */
  private DomContent stretch(Duration from, Duration to, String tone, String told) {
    return div()
        .withClass("stretch " + tone)
        .withTitle(Durations.text(from) + " to " + Durations.text(to) + ": " + told)
        .withStyle(
            String.format(
                Locale.ROOT,
                "left:%.3f%%;width:%.3f%%",
                100 * seconds(from) / length,
                100 * seconds(to.minus(from)) / length));
  }

  private static DomContent row(String label, DomContent bar) {
    return div(div(label).withClass("track-label"), div(bar).withClass("track"))
        .withClass("track-row");
  }

  private DomContent flow(FlowTimeline flow) {
    String lost = number(flow.requests().lostInAll());
    return section(
        h2("From " + flow.from() + " to " + flow.to()),
        p(
            span("lost " + lost).withClass(flow.losesNothing() ? "good" : "bad"),
            span(" of " + number(flow.requests().sent()) + " requests, "),
            span(number(flow.perSecond()) + " a second").withClass("faint")),
        row("connections", each(flow.intervals(), this::stretch)),
        each(flow.requests().lost(), TimelinePage::loss),
        endpoints(flow),
        each(
            flow.firstLoss().stream().toList(),
            story ->
                details(summary("The first that can be lost, hop by hop"), pre(story))
                    .withClass("wide")));
  }

  private DomContent stretch(FlowInterval interval) {
    String tone =
        interval.isWithoutClient() ? "none" : interval.failing().isZero() ? "good" : "bad";
    return stretch(interval.from(), interval.to(), tone, told(interval));
  }

  private static String told(FlowInterval interval) {
    return interval.failing().isZero()
        ? "all are answered"
        : String.join(
            "; ",
            interval.fates().stream()
                .filter(fate -> !fate.isEstablished())
                .map(Fate::toString)
                .toList());
  }

  private static DomContent loss(Loss loss) {
    return p(
        span(number(loss.count()) + " " + loss.verdict()).withClass("bad"),
        span(
            " from %s to %s: %s"
                .formatted(
                    Durations.text(loss.from()), Durations.text(loss.to()), loss.because())));
  }

  /** How many requests each endpoint was to answer, and how many it did. */
  private static DomContent endpoints(FlowTimeline flow) {
    Map<String, Fraction> answered = new TreeMap<>();
    for (FlowInterval interval : flow.intervals()) {
      for (Fate fate : interval.fates()) {
        if (fate.isEstablished()) {
          answered.merge(
              fate.endpoint().orElse("nobody"),
              flow.perSecond()
                  .times(Fraction.of(interval.length().toNanos(), 1_000_000_000))
                  .times(fate.probability()),
              Fraction::plus);
        }
      }
    }
    return details(
        summary("Requests by endpoint"),
        div(table(
                tbody(
                    each(
                        answered.entrySet(),
                        entry -> tr(th(entry.getKey()), td(number(entry.getValue())))))))
            .withClass("wide"));
  }

  private DomContent pods() {
    return section(
        h2("Pods"),
        each(
            PodBar.of(timeline),
            bar ->
                row(
                    bar.pod(),
                    each(
                        bar.stretches(),
                        one ->
                            stretch(
                                one.from(), one.to(), one.state().tone(), one.state().words())))),
        p(
                span("starting ").withClass("key starting"),
                span("not ready ").withClass("key running"),
                span("ready ").withClass("key good"),
                span("terminating").withClass("key ending"))
            .withClass("faint"));
  }

  private DomContent rules() {
    Map<String, List<RuleChange>> byNode = new LinkedHashMap<>();
    timeline.rules().stream()
        .map(RuleChange::node)
        .sorted()
        .distinct()
        .forEach(
            node ->
                byNode.put(
                    node,
                    timeline.rules().stream().filter(rule -> rule.node().equals(node)).toList()));
    return section(
        h2("When kube-proxies had written their rules"),
        each(byNode, entry -> row(entry.getKey(), each(entry.getValue(), this::tick))));
  }

  private DomContent tick(RuleChange change) {
    return div()
        .withClass("tick")
        .withTitle(Durations.text(change.at()) + ": " + String.join(", ", change.services()))
        .withStyle(String.format(Locale.ROOT, "left:%.3f%%", 100 * seconds(change.at()) / length));
  }

  private DomContent events() {
    return section(
        details(
            summary("All events (" + timeline.events().size() + ")"),
            each(
                timeline.events(),
                event ->
                    p(
                        span(Durations.text(event.at()) + " ").withClass("faint"),
                        span(event.component() + " ").withClass("packet"),
                        span(event.what() + " " + event.object()),
                        span(event.because().isEmpty() ? "" : ": " + event.because())
                            .withClass("faint")))));
  }

  private DomContent delays() {
    return section(
        details(
            summary("What was assumed to take how long (seed " + timeline.seed() + ")"),
            each(timeline.delays().toString().lines().toList(), line -> p(line))));
  }

  private static String number(Fraction fraction) {
    return fraction.decimal(2);
  }
}
