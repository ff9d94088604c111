package io.kubenet.manifest;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;

/** The kinds that the API server of Kubernetes 1.36 serves, and which of them networking reads. */
public final class ApiKinds {

  /** By apiVersion. A star marks the kinds that networking reads, a bar those without namespace. */
  private static final String TABLE =
      """
      v1: Binding ComponentStatus| ConfigMap Endpoints* Event LimitRange Namespace*| Node*| \
      PersistentVolumeClaim PersistentVolume| Pod* PodTemplate ReplicationController* \
      ResourceQuota Secret ServiceAccount Service*
      apps/v1: ControllerRevision DaemonSet* Deployment* ReplicaSet* StatefulSet*
      batch/v1: CronJob* Job*
      discovery.k8s.io/v1: EndpointSlice*
      networking.k8s.io/v1: IngressClass| Ingress IPAddress| NetworkPolicy* ServiceCIDR|
      policy/v1: Eviction PodDisruptionBudget*
      policy.networking.k8s.io/v1alpha1: AdminNetworkPolicy*| BaselineAdminNetworkPolicy*|
      """;

  /** The marks of a kind, by apiVersion and kind. */
  private static final ImmutableMap<String, ImmutableMap<String, String>> KINDS = parse();

  private ApiKinds() {}

  /** Whether networking reads an object's kind. */
  static boolean isRead(ManifestObject object) {
    return isMarked(object.apiVersion(), object.kind(), "*");
  }

  /** Whether objects of a kind are in namespaces; nothing is known of kinds of others. */
  static boolean isNamespaced(String apiVersion, String kind) {
    return isServed(apiVersion, kind) && !isClusterScoped(apiVersion, kind);
  }

  /** Whether the API server serves a kind. */
  public static boolean isServed(String apiVersion, String kind) {
    return isMarked(apiVersion, kind, "");
  }

  /** Whether objects of a kind are outside of namespaces. */
  public static boolean isClusterScoped(String apiVersion, String kind) {
    return isMarked(apiVersion, kind, "|");
  }

  /** The kinds that networking reads. */
  public static List<String> read() {
    return KINDS.values().stream()
        .flatMap(kinds -> kinds.entrySet().stream())
        .filter(kind -> kind.getValue().contains("*"))
        .map(Map.Entry::getKey)
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * What is wrong with a kind: misspelt, or of another apiVersion; empty for those that are served
   * and for those of groups that Kubernetes does not own.
   */
  public static String problem(String apiVersion, String kind) {
    if (isServed(apiVersion, kind)) {
      return "";
    }
    List<String> homes = homes(kind);
    if (!homes.isEmpty() && isOfKubernetes(apiVersion)) {
      return "'" + kind + "' is no kind of '" + apiVersion + "'; it is one of " + homes.get(0);
    }
    if (!KINDS.containsKey(apiVersion)) {
      return "";
    }
    return "'%s' is no kind of '%s'%s"
        .formatted(kind, apiVersion, NearestName.hint(kind, KINDS.get(apiVersion).keySet()));
  }

  /** The apiVersion of a kind; {@code v1} for one that Kubernetes does not serve. */
  public static String apiVersionOf(String kind) {
    return homes(kind).stream().findFirst().orElse("v1");
  }

  private static List<String> homes(String kind) {
    return KINDS.entrySet().stream()
        .filter(entry -> entry.getValue().containsKey(kind))
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
    String marks = KINDS.getOrDefault(apiVersion, ImmutableMap.of()).get(kind);
    return marks != null && marks.contains(mark);
  }

  private static ImmutableMap<String, ImmutableMap<String, String>> parse() {
    ImmutableMap.Builder<String, ImmutableMap<String, String>> kinds = ImmutableMap.builder();
    for (String line : Splitter.on('\n').omitEmptyStrings().split(TABLE)) {
      List<String> cells = Splitter.on(": ").splitToList(line);
      kinds.put(cells.get(0), parseKinds(cells.get(1)));
    }
    return kinds.buildOrThrow();
  }

  private static ImmutableMap<String, String> parseKinds(String line) {
    ImmutableMap.Builder<String, String> kinds = ImmutableMap.builder();
    for (String word : Splitter.on(' ').omitEmptyStrings().split(line)) {
      int end = word.length();
      while ("*|".indexOf(word.charAt(end - 1)) >= 0) {
        end--;
      }
      kinds.put(word.substring(0, end), word.substring(end));
    }
    return kinds.buildOrThrow();
  }
}
