package io.kubenet.controlplane.writer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.controlplane.pod.Owner;
import io.kubenet.manifest.ApiKinds;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.Place;
import io.kubenet.model.ObjectName;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Parts of objects that all kinds have. */
public final class WrittenObject {

  private static final String MADE = "made by a controller";

  /** The place of objects that no text holds. */
  public static final Place PLACE = new Place(MADE, 1);

  private WrittenObject() {}

  /** A copy of what was sent, or an object that has nothing but its name. */
  static ManifestObject of(
      String apiVersion, String kind, ObjectName name, Optional<ManifestObject> sent) {
    return sent.map(object -> object.withTree(object.tree().deepCopy()))
        .orElseGet(() -> made(apiVersion, kind, name));
  }

  private static ManifestObject made(String apiVersion, String kind, ObjectName name) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("apiVersion", apiVersion).put("kind", kind);
    tree.putObject("metadata").put("name", name.name()).put("namespace", name.namespace());
    return new ManifestObject(
        apiVersion, kind, name.namespace(), name.name(), tree, LocatedTree.of(MADE, tree));
  }

  /** Puts texts in the place of a map of them, which goes if there are none. */
  static void putTexts(ObjectNode parent, String field, Map<String, String> texts) {
    if (texts.isEmpty()) {
      parent.remove(field);
      return;
    }
    ObjectNode map = parent.objectNode();
    texts.forEach(map::put);
    if (!map.equals(parent.get(field))) {
      parent.set(field, map);
    }
  }

  /** Puts the one owner reference that says controller in the place of others. */
  static void putOwner(ObjectNode metadata, Optional<Owner> owner) {
    if (owner.isEmpty()) {
      metadata.remove("ownerReferences");
      return;
    }
    String kind = owner.get().kind();
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", ApiKinds.apiVersionOf(kind))
        .put("kind", kind)
        .put("name", owner.get().name())
        .put("uid", uid(metadata.path("namespace").asText() + "/" + owner.get()))
        .put("controller", true)
        .put("blockOwnerDeletion", true);
  }

  /** A uid that is always the same for the same object. */
  private static String uid(String object) {
    return UUID.nameUUIDFromBytes(object.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
