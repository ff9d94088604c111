package io.kubenet.controlplane.writer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import java.util.Optional;

/** Writes down Nodes. */
public final class NodeWriter {

  private NodeWriter() {}

  /**
   * A Node with the labels, addresses and Pod blocks that it got when it joined.
   *
   * @param sent what somebody sent of it
   */
  public static ManifestObject written(Node node, Optional<ManifestObject> sent) {
    ManifestObject object = WrittenObject.of("v1", "Node", new ObjectName("", node.name()), sent);
    ObjectNode tree = object.tree();
    WrittenObject.putTexts(tree.withObject("/metadata"), "labels", node.labels());
    ObjectNode spec = tree.withObject("/spec");
    if (!spec.has("podCIDRs") && !node.podCidrs().isEmpty()) {
      spec.put("podCIDR", node.podCidrs().get(0).toString());
      ArrayNode blocks = spec.putArray("podCIDRs");
      node.podCidrs().forEach(block -> blocks.add(block.toString()));
    }
    ArrayNode addresses = tree.withObject("/status").withArray("/addresses");
    if (addresses.valueStream().noneMatch(a -> a.path("type").asText().equals("InternalIP"))) {
      node.internalIps()
          .forEach(
              ip -> addresses.addObject().put("type", "InternalIP").put("address", ip.toString()));
    }
    return object;
  }
}
