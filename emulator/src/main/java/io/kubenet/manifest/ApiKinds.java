package io.kubenet.manifest;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;

/** The kinds that the API server of Kubernetes 1.36 serves, and which of them networking reads. */
public final class ApiKinds {

  /** By apiVersion. A star marks the kinds that networking reads, a bar those without namespace. */
  private static final String TABLE =
      """
      v1: Binding ComponentStatus| ConfigMap Endpoints Event LimitRange Namespace*| Node*| \
      PersistentVolumeClaim PersistentVolume| Pod* PodTemplate ReplicationController* \
      ResourceQuota Secret ServiceAccount Service*
      apps/v1: ControllerRevision DaemonSet* Deployment* ReplicaSet* StatefulSet*
      batch/v1: CronJob* Job*
      discovery.k8s.io/v1: EndpointSlice*
      networking.k8s.io/v1: IngressClass| Ingress IPAddress| NetworkPolicy* ServiceCIDR|
      policy.networking.k8s.io/v1alpha1: AdminNetworkPolicy*| BaselineAdminNetworkPolicy*|
      """;

  private static final ImmutableListMultimap<String, String> KINDS = parse();

  private ApiKinds() {}

  /** Whether networking reads an object's kind. */
  static boolean isRead(ManifestObject object) {
    return isMarked(object.apiVersion(), object.kind(), "*");
  }

  /** Whether objects of a kind are in namespaces; nothing is known of kinds of others. */
  static boolean isNamespaced(String apiVersion, String kind) {
    return isMarked(apiVersion, kind, "") && !isClusterScoped(apiVersion, kind);
  }

  /** Whether objects of a kind are outside of namespaces. */
  public static boolean isClusterScoped(String apiVersion, String kind) {
    return isMarked(apiVersion, kind, "|");
  }

  /** The kinds that networking reads. */
  public static List<String> read() {
    return KINDS.values().stream()
        .filter(kind -> kind.contains("*"))
        .map(ApiKinds::bare)
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * What is wrong with a kind: misspelt, or of another apiVersion; empty for those that are served
   * and for those of groups that Kubernetes does not own.
   */
  public static String problem(String apiVersion, String kind) {
    if (isMarked(apiVersion, kind, "")) {
      return "";
    }
    List<String> homes = homes(kind);
    if (!homes.isEmpty() && isOfKubernetes(apiVersion)) {
      return "'" + kind + "' is no kind of '" + apiVersion + "'; it is one of " + homes.get(0);
    }
    if (!KINDS.containsKey(apiVersion)) {
      return "";
    }
    List<String> known = KINDS.get(apiVersion).stream().map(ApiKinds::bare).toList();
    return "'" + kind + "' is no kind of '" + apiVersion + "'" + NearestName.hint(kind, known);
  }

  private static List<String> homes(String kind) {
    return KINDS.entries().stream()
        .filter(entry -> bare(entry.getValue()).equals(kind))
        .map(Map.Entry::getKey)
        .collect(ImmutableList.toImmutableList());
  }

  /** Groups without a dot, or those of k8s.io that the table holds; kinds elsewhere are others'. */
  private static boolean isOfKubernetes(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return !group.contains(".")
        || ImmutableSet.of("networking.k8s.io", "discovery.k8s.io").contains(group);
  }

  private static boolean isMarked(String apiVersion, String kind, String mark) {
    return KINDS.get(apiVersion).stream()
        .anyMatch(known -> bare(known).equals(kind) && known.contains(mark));
  }

  private static String bare(String marked) {
    return marked.replaceAll("[*|]", "");
  }

  private static ImmutableListMultimap<String, String> parse() {
    ImmutableListMultimap.Builder<String, String> kinds = ImmutableListMultimap.builder();
    for (String line : Splitter.on('\n').omitEmptyStrings().split(TABLE)) {
      List<String> cells = Splitter.on(": ").splitToList(line);
      kinds.putAll(cells.get(0), Splitter.on(' ').omitEmptyStrings().split(cells.get(1)));
    }
    return kinds.build();
  }
}
