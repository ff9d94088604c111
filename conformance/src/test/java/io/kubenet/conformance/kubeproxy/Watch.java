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

  /** Tells of a change; what is selected no more was deleted, as far as it goes. */
  void tell(Change change) {
    Optional<ApiObject> known = change.before().filter(selection::matches);
    Optional<ApiObject> now = change.after().filter(selection::matches);
    if (now.isPresent()) {
      tell(known.isPresent() ? "MODIFIED" : "ADDED", now.get().json(), change.number());
    } else {
      known.ifPresent(object -> tell("DELETED", object.json(), change.number()));
    }
  }

  /** Tells that all that was there after so many changes has been told of. */
  void bookmark(int changes) {
    ObjectNode end =
        JsonNodeFactory.instance
            .objectNode()
            .put("apiVersion", selection.apiVersion())
            .put("kind", selection.kind());
    end.putObject("metadata").putObject("annotations").put("k8s.io/initial-events-end", "true");
    tell("BOOKMARK", end, changes);
  }

  private void tell(String type, ObjectNode object, int changes) {
    ObjectNode told = object.deepCopy();
    told.withObject("/metadata").put("resourceVersion", "" + changes);
    events.add(JsonNodeFactory.instance.objectNode().put("type", type).set("object", told));
  }
}
