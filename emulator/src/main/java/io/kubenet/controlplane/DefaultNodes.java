package io.kubenet.controlplane;

import com.google.common.collect.Iterables;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;

/** The nodes that a cluster has where its manifests have none. */
final class DefaultNodes {

  private DefaultNodes() {}

  static ManifestObject node(String name) {
    String text =
        """
        apiVersion: v1
        kind: Node
        metadata:
          name: "%s"
        status:
          conditions:
          - type: Ready
            status: "True"
        """
            .formatted(name);
    return Iterables.getOnlyElement(
        ManifestReader.read(new TextSource("nodes of the configuration", text)).objects());
  }
}
