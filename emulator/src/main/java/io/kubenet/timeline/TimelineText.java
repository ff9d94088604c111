package io.kubenet.timeline;

import io.kubenet.chance.Fraction;
import io.kubenet.time.DelayRow;
import io.kubenet.time.Delays;
import io.kubenet.time.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A timeline as text: events, then what became of each flow, then what was assumed. */
final class TimelineText {

  private TimelineText() {}

  static String of(Timeline timeline) {
    StringBuilder text = new StringBuilder();
    timeline.events().forEach(event -> text.append(line(event)).append('\n'));
    timeline.flows().forEach(flow -> text.append('\n').append(of(flow)));
    return text.append('\n').append(assumed(timeline.delays())).toString();
  }

  private static String line(TimelineEvent event) {
    return (instant(event.at())
            + "  "
            + pad(event.component(), 26)
            + "  "
            + event.what()
            + "  "
            + event.object()
            + (event.because().isEmpty() ? "" : "  (" + event.because() + ")"))
        .stripTrailing();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String instant(Duration at) {
    return String.format(Locale.ROOT, "%9.3f", at.toNanos() / 1e9);
  }

  private static String of(FlowTimeline flow) {
    StringBuilder text = new StringBuilder();
    text.append("from ").append(flow.from()).append(" to ").append(flow.to());
    text.append(", ").append(number(flow.perSecond())).append(" requests a second\n");
    flow.intervals().forEach(interval -> text.append(line(interval)).append('\n'));
    Requests requests = flow.requests();
    text.append("  sent ").append(number(requests.sent()));
    text.append(", answered ").append(number(requests.answered()));
    text.append(", lost ").append(number(requests.lostInAll())).append('\n');
    requests.lost().forEach(loss -> text.append("    ").append(line(loss)).append('\n'));
    flow.firstLoss()
        .ifPresent(story -> text.append("  the first that can be lost:\n").append(story.indent(4)));
    return text.toString();
  }

  private static String line(FlowInterval interval) {
    return "  "
        + instant(interval.from())
        + " to "
        + instant(interval.to())
        + "  "
        + fates(interval.fates());
  }

  private static String fates(List<Fate> fates) {
    if (fates.isEmpty()) {
      return "the client is not there";
    }
    String failing =
        fates.stream()
            .filter(fate -> !fate.isEstablished())
            .map(Fate::toString)
            .collect(Collectors.joining("; "));
    return failing.isEmpty() ? "answered by " + endpoints(fates) : failing;
  }

  private static String endpoints(List<Fate> fates) {
    List<String> names =
        fates.stream().flatMap(fate -> fate.endpoint().stream()).distinct().toList();
    return names.size() <= 4
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, 3)) + " and " + (names.size() - 3) + " more";
  }

  private static String line(Loss loss) {
    return number(loss.count())
        + " "
        + loss.verdict()
        + loss.endpoint().map(name -> " at " + name).orElse("")
        + " from "
        + Durations.text(loss.from())
        + " to "
        + Durations.text(loss.to())
        + ": "
        + loss.because();
  }

  /** A whole number as it is, another to three places. */
  static String number(Fraction fraction) {
    return fraction.decimal(3);
  }

  private static String assumed(Delays delays) {
    if (delays.areNone()) {
      return "no delays\n";
    }
    StringBuilder text = new StringBuilder("delays\n");
    for (DelayRow row : DelayRow.values()) {
      text.append("  ").append(pad(row.label(), 24)).append(delays.get(row)).append('\n');
    }
    return text.toString();
  }
}
