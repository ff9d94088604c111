package io.kubenet.html;

import static j2html.TagCreator.each;
import static j2html.TagCreator.tag;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import io.kubenet.trace.Hop;
import io.kubenet.trace.Step;
import io.kubenet.trace.Trace;
import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The way of a packet as a picture: hosts from top to bottom, in each the chains and translations
 * that it went through.
 */
final class WayPicture {

  private static final int WIDTH = 330;
  private static final int HEAD = 26;
  private static final int LINE = 18;
  private static final int GAP = 26;
  private static final int LETTERS = 43;

  /**
   * A line in a host's box.
   *
   * @param text what it says
   * @param tone its colour
   */
  private record Line(String text, String tone) {}

  private WayPicture() {}

  static DomContent of(Trace trace) {
    List<DomContent> shapes = new ArrayList<>();
    int y = 1;
    for (Hop hop : trace.hops()) {
      List<Line> lines = lines(hop);
      if (y > 1) {
        shapes.add(arrow(y));
        y += GAP;
      }
      int height = HEAD + LINE * lines.size() + (lines.isEmpty() ? 0 : 6);
      shapes.add(box(y, height, hop.host()));
      shapes.add(text(10, y + 17, "name", hop.host()));
      for (int i = 0; i < lines.size(); i++) {
        shapes.add(text(16, y + HEAD + 11 + i * LINE, lines.get(i).tone(), lines.get(i).text()));
      }
      y += height;
    }
    return tag("svg")
        .attr("viewBox", "0 0 " + WIDTH + " " + (y + 1))
        .attr("role", "img")
        .attr("aria-label", "the way of " + trace.packet())
        .with(each(shapes, shape -> shape));
  }

  private static List<Line> lines(Hop hop) {
    return hop.steps().stream()
        .flatMap(step -> line(step).stream())
        .map(line -> new Line(Ascii.truncate(line.text(), LETTERS, "..."), line.tone()))
        .collect(ImmutableList.toImmutableList());
  }

  private static Optional<Line> line(Step step) {
    if (step instanceof Step.Matched matched) {
      return Optional.of(new Line(matched.target() + share(matched.probability()), "step"));
    }
    if (step instanceof Step.Translated translated) {
      return Optional.of(new Line(translation(translated), "nat"));
    }
    if (step instanceof Step.Judged judged) {
      return judged.isAllowed()
          ? Optional.empty()
          : Optional.of(new Line("denied by policy", "bad"));
    }
    return end(step);
  }

  private static Optional<Line> end(Step step) {
    if (step instanceof Step.Dropped || step instanceof Step.Rejected) {
      return Optional.of(new Line(step.verb() + " by " + step.text(), "bad"));
    }
    if (step instanceof Step.Stopped stopped) {
      return Optional.of(new Line(stopped.reason(), "bad"));
    }
    return step instanceof Step.Delivered
        ? Optional.of(new Line("delivered", "good"))
        : Optional.empty();
  }

  private static String share(Optional<Fraction> probability) {
    return probability
        .map(chance -> String.format(Locale.ROOT, " (%.1f%%)", 100 * chance.doubleValue()))
        .orElse("");
  }

  private static String translation(Step.Translated step) {
    return step.before().destinationEnd().equals(step.after().destinationEnd())
        ? "from " + step.after().sourceEnd()
        : "to " + step.after().destinationEnd();
  }

  private static ContainerTag<?> box(int y, int height, String host) {
    return tag("rect")
        .attr("x", 1)
        .attr("y", y)
        .attr("width", WIDTH - 2)
        .attr("height", height)
        .attr("rx", 6)
        .attr("class", host.startsWith("pod ") || host.startsWith("external ") ? "end" : "node");
  }

  private static ContainerTag<?> arrow(int y) {
    int middle = WIDTH / 2;
    int tip = y + GAP - 3;
    return tag("path")
        .attr("class", "arrow")
        .attr(
            "d",
            "M%d %dV%dM%d %dL%d %dL%d %d"
                .formatted(
                    middle, y + 2, tip, middle - 5, tip - 6, middle, tip, middle + 5, tip - 6));
  }

  private static ContainerTag<?> text(int x, int y, String kind, String text) {
    return tag("text").attr("x", x).attr("y", y).attr("class", kind).withText(text);
  }
}
