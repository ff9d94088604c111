package io.kubenet.conformance.kubeproxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Somebody who is told of changes of what it selects. */
final class Watch {

  private final Selection selection;
  private final BlockingQueue<ObjectNode> events = new LinkedBlockingQueue<>();

  Watch(Selection selection) {
    this.selection = selection;
  }

  /** The next event, once there is one. */
  ObjectNode next() throws InterruptedException {
    return events.take();
  }

  /** Tells of an object; one that is selected no more was deleted, as far as it goes. */
  void tell(Optional<ApiObject> before, Optional<ApiObject> after) {
    Optional<ApiObject> known = before.filter(selection::matches);
    Optional<ApiObject> now = after.filter(selection::matches);
    if (now.isPresent()) {
      events.add(event(known.isPresent() ? "MODIFIED" : "ADDED", now.get().json()));
    } else {
      known.ifPresent(object -> events.add(event("DELETED", object.json())));
    }
  }

  /** Tells that all that was there has been told of. */
  void bookmark() {
    ObjectNode end =
        JsonNodeFactory.instance
            .objectNode()
            .put("apiVersion", selection.apiVersion())
            .put("kind", selection.kind());
    end.putObject("metadata").putObject("annotations").put("k8s.io/initial-events-end", "true");
    events.add(event("BOOKMARK", end));
  }

  private static ObjectNode event(String type, ObjectNode object) {
    ObjectNode told = object.deepCopy();
    ((ObjectNode) told.get("metadata")).put("resourceVersion", "1");
    return JsonNodeFactory.instance.objectNode().put("type", type).set("object", told);
  }
}
