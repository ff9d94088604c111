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

/**
 * A trace as a list that opens: hosts, steps, and behind each step its rule.
 *
 * @param places where objects were written
 */
record TraceList(Places places) {

  DomContent content(Trace trace) {
    return each(trace.hops(), this::hop);
  }

  private DomContent hop(Hop hop) {
    return div(p(hop.host()).withClass("host"), ol(each(hop.steps(), step -> li(step(step)))));
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
