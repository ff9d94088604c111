package io.kubenet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.controlplane.ControlPlane;
import io.kubenet.manifest.ManifestObject;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A cluster as it stands, as a manifest that makes it again. */
final class ClusterText {

  /** The namespaces that every cluster has. */
  private static final ImmutableSet<String> OWN_NAMESPACES =
      ImmutableSet.of("default", "kube-node-lease", "kube-public", "kube-system");

  /**
   * What comes first, in the reverse order: pods that a workload makes again take the nodes and
   * addresses that are left.
   */
  private static final ImmutableList<String> WHERE_PODS_ARE =
      ImmutableList.of("ReplicaSet", "Pod", "Node", "Namespace");

  private final ControlPlane controlPlane;

  ClusterText(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  /**
   * It with remarks.
   *
   * @param remarks what else no manifest can say
   */
  String text(Stream<String> remarks) {
    String comments = remarks.map(remark -> "# " + remark + "\n").collect(Collectors.joining());
    return comments + YamlText.of(objects().map(ClusterText::shown));
  }

  private Stream<ManifestObject> objects() {
    return controlPlane
        .objects()
        .filter(
            object ->
                !(object.kind().equals("Namespace") && OWN_NAMESPACES.contains(object.name())))
        .sorted(Comparator.comparing(object -> -WHERE_PODS_ARE.indexOf(object.kind())));
  }

  private static ObjectNode shown(ManifestObject object) {
    ObjectNode tree = object.tree().deepCopy();
    if (object.kind().equals("Namespace")) {
      tree.remove("spec");
      tree.remove("status");
    }
    if (object.kind().equals("Pod") && isNew(tree.path("status"))) {
      tree.remove("status");
    }
    return tree;
  }

  /** A pod that waits for its node is one that was just sent. */
  private static boolean isNew(JsonNode status) {
    return status.path("phase").asText().equals("Pending") && !status.has("podIP");
  }
}
