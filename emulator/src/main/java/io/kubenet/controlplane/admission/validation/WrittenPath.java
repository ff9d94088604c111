package io.kubenet.controlplane.admission.validation;

import com.google.common.collect.ImmutableMap;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.ManifestObject;
import java.util.Map;

/** Finds the field that a manifest wrote for the one that the API server blames. */
public final class WrittenPath {

  private static final Map<FieldPath, FieldPath> OTHER_NAMES =
      ImmutableMap.of(
          FieldPath.of("spec.clusterIPs"), FieldPath.of("spec.clusterIP"),
          FieldPath.of("spec.clusterIPs[0]"), FieldPath.of("spec.clusterIP"),
          FieldPath.of("spec.podCIDRs[0]"), FieldPath.of("spec.podCIDR"),
          FieldPath.of("spec.LoadBalancerSourceRanges"),
              FieldPath.of("spec.loadBalancerSourceRanges"));

  private WrittenPath() {}

  /** The path itself, or the other name of it that the text has. */
  public static FieldPath of(ManifestObject object, FieldPath path) {
    FieldPath other = OTHER_NAMES.getOrDefault(path, path);
    boolean isOther = object.source().at(path).isAbsent() && !object.source().at(other).isAbsent();
    return isOther ? other : path;
  }
}
