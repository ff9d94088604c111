package io.kubenet.controlplane.writer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.controlplane.workload.ReplicaSet;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.controlplane.workload.WorkloadKey;
import io.kubenet.manifest.ManifestObject;
import java.util.Map;
import java.util.Optional;

/**
 * Writes down workloads: of ReplicaSets what Deployments make of them, others as they were sent.
 */
public final class ReplicaSetWriter {

  private ReplicaSetWriter() {}

  /**
   * A workload as it is.
   *
   * @param sent what somebody sent of it
   */
  public static ManifestObject written(Workload workload, Optional<ManifestObject> sent) {
    return workload instanceof ReplicaSet set ? written(set, sent) : sent.orElseThrow();
  }

  private static ManifestObject written(ReplicaSet set, Optional<ManifestObject> sent) {
    ManifestObject object = WrittenObject.of("apps/v1", set.key().kind(), set.key().name(), sent);
    ObjectNode tree = object.tree();
    ObjectNode spec = tree.withObject("/spec");
    spec.put("replicas", set.replicas());
    if (sent.isEmpty()) {
      WrittenObject.putTexts(tree.withObject("/metadata"), "labels", set.template().labels());
      ObjectNode selector = spec.putObject("selector");
      WrittenObject.putTexts(selector, "matchLabels", set.selector().matchLabels());
      putExpressions(selector, set);
      spec.set("template", template(set));
    }
    if (set.deployment().isPresent()) {
      putDeployment(tree.withObject("/metadata"), set);
    }
    return object;
  }

  private static void putExpressions(ObjectNode selector, ReplicaSet set) {
    set.selector()
        .matchExpressions()
        .forEach(
            requirement -> {
              ObjectNode expression =
                  selector.withArray("/matchExpressions").addObject().put("key", requirement.key());
              expression.put("operator", requirement.operator().toString());
              requirement.values().forEach(expression.withArray("/values")::add);
            });
  }

  /** The Deployment's template with the label that tells its Pods from others. */
  private static ObjectNode template(ReplicaSet set) {
    ObjectNode template = set.template().tree().deepCopy();
    ObjectNode labels = template.withObject("/metadata/labels");
    for (Map.Entry<String, String> label : set.template().labels().entrySet()) {
      if (!labels.has(label.getKey())) {
        labels.put(label.getKey(), label.getValue());
      }
    }
    return template;
  }

  private static void putDeployment(ObjectNode metadata, ReplicaSet set) {
    metadata
        .withObject("/annotations")
        .put(ReplicaSet.DESIRED, Integer.toString(set.desired()))
        .put(ReplicaSet.REVISION, Integer.toString(set.revision()));
    WrittenObject.putOwner(metadata, set.deployment().map(WorkloadKey::asOwner));
  }
}
