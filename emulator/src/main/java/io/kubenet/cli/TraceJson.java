package io.kubenet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.Connection;
import io.kubenet.trace.Hop;
import io.kubenet.trace.Step;
import io.kubenet.trace.Trace;

/** A connection's ways as JSON for machines. */
final class TraceJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private TraceJson() {}

  static ObjectNode of(Connection connection) {
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

  private static ObjectNode of(Trace trace) {
    ObjectNode object = NODES.objectNode();
    object.put("packet", trace.packet().toString());
    ArrayNode hops = object.putArray("hops");
    trace.hops().forEach(hop -> hops.add(of(hop)));
    return object;
  }

  private static ObjectNode of(Hop hop) {
    ObjectNode object = NODES.objectNode();
    object.put("host", hop.host());
    ArrayNode steps = object.putArray("steps");
    hop.steps().forEach(step -> steps.add(of(step)));
    return object;
  }

  private static ObjectNode of(Step step) {
    return NODES.objectNode().put("step", step.verb()).put("text", step.text());
  }
}
