package io.kubenet.controlplane.reader;

import io.kubenet.controlplane.workload.DisruptionBudget;
import io.kubenet.controlplane.workload.Share;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestObject;

/** Reads PodDisruptionBudgets. */
public final class DisruptionBudgetReader {

  private DisruptionBudgetReader() {}

  /** A budget without a limit asks for one ready Pod (disruption.go getExpectedPodCount, v1.36). */
  public static DisruptionBudget read(ManifestObject object) {
    LocatedTree spec = object.located().get("spec");
    LocatedTree unavailable = spec.get("maxUnavailable");
    return new DisruptionBudget(
        object.objectName(),
        Fields.optionalSelector(spec.get("selector")),
        unavailable.isAbsent()
            ? new DisruptionBudget.Limit(
                WorkloadReader.share(spec.get("minAvailable"), new Share(1, false)), false)
            : new DisruptionBudget.Limit(
                WorkloadReader.share(unavailable, new Share(0, false)), true),
        spec.get("unhealthyPodEvictionPolicy").textOrEmpty().equals("AlwaysAllow"));
  }
}
