package io.kubenet.conformance.kubeproxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An object as an API server stores it.
 *
 * @param json its JSON
 */
record ApiObject(ObjectNode json) {

  /** One with nothing but a name; of no namespace where that is empty. */
  static ApiObject of(String apiVersion, String kind, String namespace, String name) {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("apiVersion", apiVersion).put("kind", kind);
    ObjectNode metadata = json.putObject("metadata").put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return new ApiObject(json);
  }

  ApiObject withLabel(String key, String value) {
    ((ObjectNode) json.get("metadata")).withObject("/labels").put(key, value);
    return this;
  }

  ApiObject withoutLabel(String key) {
    ObjectNode copy = json.deepCopy();
    copy.withObject("/metadata/labels").remove(key);
    return new ApiObject(copy);
  }

  /** Its apiVersion and kind: {@code discovery.k8s.io/v1 EndpointSlice}. */
  String type() {
    return json.get("apiVersion").asText() + " " + json.get("kind").asText();
  }

  String name() {
    return json.at("/metadata/name").asText();
  }

  String namespace() {
    return json.at("/metadata/namespace").asText();
  }

  boolean hasLabel(String key) {
    return json.at("/metadata/labels").has(key);
  }

  /** What no other object has at the same time. */
  String key() {
    return type() + " " + namespace() + "/" + name();
  }
}
