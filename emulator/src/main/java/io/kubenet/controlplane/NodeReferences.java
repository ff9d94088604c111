package io.kubenet.controlplane;

import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import java.util.List;
import java.util.stream.Stream;

/** The fields of Pods, and of templates of Pods, that name a node. */
public final class NodeReferences {

  private NodeReferences() {}

  /** The fields nodeName of objects, where they have one. */
  static Stream<LocatedTree> in(List<ManifestObject> objects) {
    return objects.stream()
        .flatMap(NodeReferences::in)
        .filter(field -> field.node().isTextual() && !field.node().asText().isEmpty());
  }

  private static Stream<LocatedTree> in(ManifestObject object) {
    LocatedTree spec = object.source().get("spec");
    return switch (object.kind()) {
      case "Pod" -> Stream.of(spec.get("nodeName"));
      case "CronJob" -> Stream.of(template(spec.get("jobTemplate").get("spec")).get("nodeName"));
      default -> Stream.of(template(spec).get("nodeName"));
    };
  }

  private static LocatedTree template(LocatedTree spec) {
    return spec.get("template").get("spec");
  }

  /**
   * Checks that a cluster has the nodes that a manifest's Pods name.
   *
   * @throws io.kubenet.manifest.ManifestException at the first that it has not
   */
  public static void check(Manifest manifest, ClusterState cluster) {
    in(manifest.objects())
        .filter(field -> cluster.node(field.text()).isEmpty())
        .findFirst()
        .ifPresent(
            field -> {
              List<String> nodes =
                  cluster.nodes().stream().map(Node::name).collect(ImmutableList.toImmutableList());
              throw field.error(
                  "'%s' is not a node of the cluster; nodes: %s"
                      .formatted(field.text(), String.join(", ", nodes)));
            });
  }
}
