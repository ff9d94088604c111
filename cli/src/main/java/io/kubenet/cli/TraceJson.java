package io.kubenet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.Cluster;
import io.kubenet.Connection;
import io.kubenet.explain.Explanation;
import io.kubenet.trace.Hop;
import io.kubenet.trace.ObjectRef;
import io.kubenet.trace.Step;
import io.kubenet.trace.Trace;
import java.util.function.BiConsumer;

/**
 * A connection's ways as JSON for machines.
 *
 * @param explain fills in what a step means
 */
record TraceJson(BiConsumer<Step, ObjectNode> explain) {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  static TraceJson plain() {
    return new TraceJson((step, object) -> {});
  }

  /** With a sentence for each step, and the place of what it comes from. */
  static TraceJson explained(Cluster cluster) {
    return new TraceJson(
        (step, object) -> {
          Explanation explanation = Explanation.of(step);
          object.put("explanation", explanation.sentence());
          explanation.mention().ifPresent(mention -> locate(mention, cluster, object));
        });
  }

  private static void locate(ObjectRef mention, Cluster cluster, ObjectNode object) {
    object.put("object", mention.toString());
    cluster
        .placeOf(mention.kind() + "/" + mention.name())
        .ifPresent(place -> object.put("place", place));
  }

  ObjectNode of(Connection connection) {
    ObjectNode object = NODES.objectNode();
    object.put("verdict", connection.verdict().name());
    object.put("because", connection.outcome().because());
    connection.endpoint().ifPresent(endpoint -> object.put("endpoint", endpoint));
    connection.address().ifPresent(address -> object.put("address", address.toString()));
    connection.clientIp().ifPresent(client -> object.put("clientIp", client.toString()));
    connection.request().ifPresent(trace -> object.set("request", of(trace)));
    connection.reply().ifPresent(trace -> object.set("reply", of(trace)));
    return object;
  }

  private ObjectNode of(Trace trace) {
    ObjectNode object = NODES.objectNode();
    object.put("packet", trace.packet().toString());
    ArrayNode hops = object.putArray("hops");
    trace.hops().forEach(hop -> hops.add(of(hop)));
    return object;
  }

  private ObjectNode of(Hop hop) {
    ObjectNode object = NODES.objectNode();
    object.put("host", hop.host());
    ArrayNode steps = object.putArray("steps");
    hop.steps().forEach(step -> steps.add(of(step)));
    return object;
  }

  private ObjectNode of(Step step) {
    ObjectNode object = NODES.objectNode().put("step", step.verb()).put("text", step.text());
    explain.accept(step, object);
    return object;
  }
}
