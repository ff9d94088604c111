package io.kubenet;

import io.kubenet.manifest.ApiKinds;
import io.kubenet.manifest.NearestName;
import io.kubenet.model.ObjectName;
import java.util.List;

/**
 * An object as people name it: {@code pod/shop/api-1}, {@code deployment/shop/api}, {@code
 * node/node-a}.
 *
 * @param kind its kind: {@code Deployment}
 * @param name its name; without namespace for kinds that have none
 */
record Reference(String kind, ObjectName name) {

  private static final List<String> CLUSTER_SCOPED =
      List.of("Node", "Namespace", "AdminNetworkPolicy", "BaselineAdminNetworkPolicy");

  /**
   * Reads KIND/NAMESPACE/NAME; KIND/NAME is in the namespace default, or in none.
   *
   * @throws IllegalArgumentException if it is no such name, or of an unknown kind
   */
  static Reference of(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw new IllegalArgumentException(
          "'" + text + "' is no object; objects are KIND/NAMESPACE/NAME or KIND/NAME");
    }
    String kind = kind(parts[0]);
    return new Reference(
        kind,
        parts.length == 3
            ? new ObjectName(parts[1], parts[2])
            : new ObjectName(isClusterScoped(kind) ? "" : Inventory.DEFAULT_NAMESPACE, parts[1]));
  }

  private static String kind(String text) {
    List<String> kinds = ApiKinds.read();
    return kinds.stream()
        .filter(kind -> kind.equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no kind '" + text + "'" + NearestName.hint(text, kinds)));
  }

  private static boolean isClusterScoped(String kind) {
    return CLUSTER_SCOPED.contains(kind);
  }
}
