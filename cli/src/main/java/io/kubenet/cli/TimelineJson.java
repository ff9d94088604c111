package io.kubenet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.chance.Fraction;
import io.kubenet.time.DelayRow;
import io.kubenet.time.Delays;
import io.kubenet.time.Durations;
import io.kubenet.timeline.Fate;
import io.kubenet.timeline.FlowInterval;
import io.kubenet.timeline.FlowTimeline;
import io.kubenet.timeline.Loss;
import io.kubenet.timeline.RuleChange;
import io.kubenet.timeline.SliceChange;
import io.kubenet.timeline.Timeline;
import io.kubenet.timeline.TimelineEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** A timeline as JSON for machines; instants in seconds. */
final class TimelineJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private TimelineJson() {}

  /**
   * A timeline.
   *
   * @param probes who asked for each of its flows, in their order
   */
  static ObjectNode of(Timeline timeline, List<Probe> probes) {
    ObjectNode object = NODES.objectNode();
    object.put("seed", timeline.seed());
    object.set("delays", delays(timeline.delays()));
    object.put("end", seconds(timeline.end()));
    ArrayNode events = object.putArray("events");
    timeline.events().forEach(event -> events.add(event(event)));
    ArrayNode slices = object.putArray("slices");
    timeline.slices().forEach(change -> slices.add(slice(change)));
    ArrayNode rules = object.putArray("rules");
    timeline.rules().forEach(change -> rules.add(rule(change)));
    ArrayNode flows = object.putArray("flows");
    for (int i = 0; i < probes.size(); i++) {
      flows.add(flow(timeline.flows().get(i), probes.get(i)));
    }
    return object;
  }

  private static BigDecimal seconds(Duration instant) {
    return new BigDecimal(Durations.seconds(instant));
  }

  private static ObjectNode delays(Delays delays) {
    ObjectNode object = NODES.objectNode();
    for (DelayRow row : DelayRow.values()) {
      object
          .putObject(row.label())
          .put("min", Durations.text(delays.get(row).min()))
          .put("max", Durations.text(delays.get(row).max()));
    }
    return object;
  }

  private static ObjectNode event(TimelineEvent event) {
    return NODES
        .objectNode()
        .put("t", seconds(event.at()))
        .put("component", event.component())
        .put("what", event.what())
        .put("object", event.object())
        .put("because", event.because());
  }

  private static ObjectNode slice(SliceChange change) {
    ObjectNode object =
        NODES.objectNode().put("t", seconds(change.at())).put("service", change.service());
    ArrayNode endpoints = object.putArray("endpoints");
    change
        .endpoints()
        .forEach(
            endpoint ->
                endpoints
                    .addObject()
                    .put("pod", endpoint.pod())
                    .put("ready", endpoint.isReady())
                    .put("serving", endpoint.isServing())
                    .put("terminating", endpoint.isTerminating()));
    return object;
  }

  private static ObjectNode rule(RuleChange change) {
    ObjectNode object =
        NODES.objectNode().put("t", seconds(change.at())).put("node", change.node());
    change.services().forEach(object.putArray("services")::add);
    return object;
  }

  private static ObjectNode flow(FlowTimeline flow, Probe probe) {
    ObjectNode object = NODES.objectNode().put("from", probe.from()).put("to", probe.to());
    ArrayNode intervals = object.putArray("intervals");
    flow.intervals().forEach(interval -> intervals.add(interval(interval)));
    ObjectNode requests = object.putObject("requests");
    put("sent", flow.requests().sent(), requests);
    put("answered", flow.requests().answered(), requests);
    ArrayNode lost = requests.putArray("lost");
    flow.requests().lost().forEach(loss -> lost.add(loss(loss)));
    return object;
  }

  /** The nearest number; a whole one without a point. */
  private static void put(String field, Fraction number, ObjectNode object) {
    if (number.denominator().bitLength() == 1) {
      object.put(field, number.numerator());
    } else {
      object.put(field, number.doubleValue());
    }
  }

  private static ObjectNode interval(FlowInterval interval) {
    ObjectNode object =
        NODES.objectNode().put("from", seconds(interval.from())).put("to", seconds(interval.to()));
    ArrayNode outcomes = object.putArray("outcomes");
    interval.fates().forEach(fate -> outcomes.add(outcome(fate)));
    return object;
  }

  private static ObjectNode outcome(Fate fate) {
    ObjectNode object = NODES.objectNode().put("verdict", fate.verdict().name());
    fate.endpoint().ifPresent(endpoint -> object.put("endpoint", endpoint));
    fate.address().ifPresent(address -> object.put("address", address));
    fate.clientIp().ifPresent(client -> object.put("clientIp", client));
    if (!fate.isEstablished()) {
      object.put("because", fate.because());
    }
    FractionJson.put(fate.probability(), object);
    return object;
  }

  private static ObjectNode loss(Loss loss) {
    ObjectNode object = NODES.objectNode().put("verdict", loss.verdict().name());
    loss.endpoint().ifPresent(endpoint -> object.put("endpoint", endpoint));
    object.put("because", loss.because());
    put("count", loss.count(), object);
    return object.put("from", seconds(loss.from())).put("to", seconds(loss.to()));
  }
}
