package io.kubenet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.Connection;
import java.util.List;

/** Outcomes as JSON for machines. */
final class ReachJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ReachJson() {}

  static ArrayNode of(List<Reach> answers) {
    ArrayNode array = NODES.arrayNode();
    answers.forEach(answer -> array.add(of(answer)));
    return array;
  }

  static ObjectNode of(Reach reach) {
    ObjectNode object = NODES.objectNode();
    describe(reach.probe(), object);
    ArrayNode outcomes = object.putArray("outcomes");
    reach
        .connections()
        .list()
        .forEach(
            connection -> {
              ObjectNode outcome = outcome(connection);
              Unheeded.put(reach.unheeded().by(reach.probe(), connection), outcome);
              outcomes.add(outcome);
            });
    return object;
  }

  static void describe(Probe probe, ObjectNode object) {
    object.put("from", probe.from());
    object.put("to", probe.to());
    object.put("protocol", probe.protocol().name());
    object.put("via", probe.via().orElse(null));
  }

  private static ObjectNode outcome(Connection connection) {
    ObjectNode object = NODES.objectNode();
    object.put("verdict", connection.verdict().name());
    if (connection.isEstablished()) {
      connection.endpoint().ifPresent(endpoint -> object.put("endpoint", endpoint));
      connection.address().ifPresent(address -> object.put("address", address.toString()));
      connection.clientIp().ifPresent(client -> object.put("clientIp", client.toString()));
    } else {
      object.put("because", connection.outcome().because());
    }
    FractionJson.put(connection.probability(), object);
    return object;
  }
}
