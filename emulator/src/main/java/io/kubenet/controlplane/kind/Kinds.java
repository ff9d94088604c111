package io.kubenet.controlplane.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.kubenet.controlplane.admission.kind.AdminPolicyRules;
import io.kubenet.controlplane.admission.kind.BudgetRules;
import io.kubenet.controlplane.admission.kind.EndpointSliceRules;
import io.kubenet.controlplane.admission.kind.EndpointsRules;
import io.kubenet.controlplane.admission.kind.NamespaceRules;
import io.kubenet.controlplane.admission.kind.NetworkPolicyRules;
import io.kubenet.controlplane.admission.kind.NodeRules;
import io.kubenet.controlplane.admission.kind.OtherRules;
import io.kubenet.controlplane.admission.pod.PodRules;
import io.kubenet.controlplane.admission.service.ServiceRules;
import io.kubenet.controlplane.admission.workload.WorkloadRules;
import io.kubenet.controlplane.reader.AdminPolicyReader;
import io.kubenet.controlplane.reader.DisruptionBudgetReader;
import io.kubenet.controlplane.reader.EndpointSliceReader;
import io.kubenet.controlplane.reader.EndpointsReader;
import io.kubenet.controlplane.reader.NamespaceReader;
import io.kubenet.controlplane.reader.NetworkPolicyReader;
import io.kubenet.controlplane.reader.NodeReader;
import io.kubenet.controlplane.reader.ServiceReader;
import io.kubenet.controlplane.reader.WorkloadReader;
import io.kubenet.controlplane.store.Stored;
import io.kubenet.controlplane.store.Tables;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.manifest.ManifestObject;
import java.util.function.Function;
import java.util.stream.Stream;

/** All kinds. */
public final class Kinds {

  private static final ImmutableMap<String, Kind> KINDS =
      Maps.uniqueIndex(
          Stream.of(
                  Kind.of(new NamespaceRules(), Tables.NAMESPACES, NamespaceReader::read),
                  Kind.of(new NodeRules(), Tables.NODES, NodeReader::read),
                  Kind.of(new ServiceRules(), Tables.SERVICES, ServiceReader::read),
                  Kind.of(new EndpointsRules(), Tables.ENDPOINTS, EndpointsReader::read),
                  Kind.some(new EndpointSliceRules(), Tables.SLICES, EndpointSliceReader::managed),
                  Kind.of(
                      new NetworkPolicyRules(), Tables.NETWORK_POLICIES, NetworkPolicyReader::read),
                  Kind.of(
                      new AdminPolicyRules(AdminPolicyRules.Tier.ADMIN),
                      Tables.ADMIN_POLICIES,
                      AdminPolicyReader::admin),
                  Kind.of(
                      new AdminPolicyRules(AdminPolicyRules.Tier.BASELINE),
                      Tables.BASELINE_POLICIES,
                      AdminPolicyReader::baseline),
                  new Kind("Pod", new PodRules(), ArrivedPods::read),
                  workload("Deployment", WorkloadReader::deployment),
                  workload("ReplicaSet", WorkloadReader::replicaSet),
                  workload("ReplicationController", WorkloadReader::replicationController),
                  workload("StatefulSet", WorkloadReader::statefulSet),
                  workload("DaemonSet", WorkloadReader::daemonSet),
                  workload("Job", WorkloadReader::job),
                  Kind.of(new BudgetRules(), Tables.BUDGETS, DisruptionBudgetReader::read),
                  Kind.unread("CronJob", new WorkloadRules("CronJob")))
              .toList(),
          Kind::name);

  private static final Kind OTHER = Kind.unread("", new OtherRules());

  private Kinds() {}

  /** A kind by its name; one that Kubernetes does not serve has no rules. */
  public static Kind of(String kind) {
    return KINDS.getOrDefault(kind, OTHER);
  }

  /** An object with what its kind fills in: components write less than the API server shows. */
  public static ManifestObject completed(Stored stored) {
    if (stored.isAsSent()) {
      return stored.object();
    }
    ObjectNode tree = stored.object().tree().deepCopy();
    of(stored.key().kind()).rules().complete(tree);
    return stored.object().withTree(tree);
  }

  private static Kind workload(String kind, Function<WorkloadReader, Workload> reader) {
    Function<ManifestObject, Workload> read = object -> reader.apply(WorkloadReader.of(object));
    return Kind.of(new WorkloadRules(kind), Tables.workloads(kind), read);
  }
}
