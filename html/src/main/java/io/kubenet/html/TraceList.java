package io.kubenet.html;

import static j2html.TagCreator.code;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;

import io.kubenet.explain.Explanation;
import io.kubenet.explain.Places;
import io.kubenet.trace.Hop;
import io.kubenet.trace.RuleRef;
import io.kubenet.trace.Step;
import io.kubenet.trace.Trace;
import j2html.tags.DomContent;
import java.util.stream.IntStream;

/**
 * A trace as a list that opens: hosts, steps, and behind each step its rule.
 *
 * @param places where objects were written
 * @param name what its hosts' anchors begin with
 */
record TraceList(Places places, String name) {

  DomContent content(Trace trace) {
    return each(
        IntStream.range(0, trace.hops().size()).boxed().toList(),
        index -> hop(trace.hops().get(index), anchor(name, index)));
  }

  /** The anchor of a host. */
  static String anchor(String name, int hop) {
    return name + "-host-" + hop;
  }

  private DomContent hop(Hop hop, String anchor) {
    return div(p(hop.host()).withClass("host"), ol(each(hop.steps(), step -> li(step(step)))))
        .withId(anchor);
  }

  private DomContent step(Step step) {
    DomContent line =
        span(span(step.verb()).withClass("verb " + tone(step)), span(" "), span(sentence(step)));
    return details(
        summary(line),
        p(code(step.text())),
        RuleOf.step(step)
            .map(RuleRef::text)
            .filter(text -> !text.isEmpty())
            .map(text -> (DomContent) p(code(text)).withClass("rule"))
            .orElseGet(() -> span()));
  }

  /** What the step means; where nothing explains it, what it says itself. */
  private String sentence(Step step) {
    String explanation = Explanation.of(step).withPlace(places);
    if (explanation.isEmpty()) {
      return step.text();
    }
    return step instanceof Step.Judged ? step.text() + " (" + explanation + ")" : explanation;
  }

  private static String tone(Step step) {
    boolean isEnd =
        step instanceof Step.Dropped
            || step instanceof Step.Rejected
            || step instanceof Step.Stopped
            || (step instanceof Step.Judged judged && !judged.isAllowed());
    return isEnd ? "bad" : step instanceof Step.Delivered ? "good" : "";
  }
}
