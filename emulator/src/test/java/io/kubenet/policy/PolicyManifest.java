package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.ControlPlaneConfig;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IpFamily;

/** Manifests as the state of a cluster with three nodes. */
final class PolicyManifest {

  private PolicyManifest() {}

  static ClusterState read(String yaml) {
    ControlPlaneConfig config =
        ControlPlaneConfig.of(IpFamily.IPV4)
            .withNodes(ImmutableList.of("node-1", "node-2", "node-3"));
    return ControlPlane.load(ManifestReader.read(new TextSource("test.yaml", yaml)), config)
        .state();
  }
}
