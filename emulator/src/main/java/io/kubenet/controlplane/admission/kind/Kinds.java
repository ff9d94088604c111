package io.kubenet.controlplane.admission.kind;

import com.google.common.collect.ImmutableMap;
import io.kubenet.controlplane.admission.pod.PodRules;
import io.kubenet.controlplane.admission.service.ServiceRules;
import io.kubenet.controlplane.admission.validation.KindRules;
import io.kubenet.controlplane.admission.workload.WorkloadRules;

/** The rules of every kind. */
public final class Kinds {

  private static final ImmutableMap<String, KindRules> RULES =
      ImmutableMap.<String, KindRules>builder()
          .put("Namespace", new NamespaceRules())
          .put("Node", new NodeRules())
          .put("Service", new ServiceRules())
          .put("Endpoints", new EndpointsRules())
          .put("EndpointSlice", new EndpointSliceRules())
          .put("NetworkPolicy", new NetworkPolicyRules())
          .put("AdminNetworkPolicy", new AdminPolicyRules(AdminPolicyRules.Tier.ADMIN))
          .put("BaselineAdminNetworkPolicy", new AdminPolicyRules(AdminPolicyRules.Tier.BASELINE))
          .put("Pod", new PodRules())
          .put("Deployment", new WorkloadRules("Deployment"))
          .put("ReplicaSet", new WorkloadRules("ReplicaSet"))
          .put("ReplicationController", new WorkloadRules("ReplicationController"))
          .put("StatefulSet", new WorkloadRules("StatefulSet"))
          .put("DaemonSet", new WorkloadRules("DaemonSet"))
          .put("Job", new WorkloadRules("Job"))
          .put("CronJob", new WorkloadRules("CronJob"))
          .buildOrThrow();

  private static final KindRules OTHER = new OtherRules();

  private Kinds() {}

  public static KindRules of(String kind) {
    return RULES.getOrDefault(kind, OTHER);
  }
}
