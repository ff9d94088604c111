package io.kubenet.conformance.kubeproxy;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The objects that a kube-proxy asks for.
 *
 * @param path the path of their kind
 * @param query the query that was asked with
 */
record Selection(String path, String query) {

  static final String NODES = "/api/v1/nodes";

  private static final String HEADLESS = "service.kubernetes.io/headless";
  private static final String PROXY_NAME = "service.kubernetes.io/service-proxy-name";

  private static final Pattern VERSION = Pattern.compile("\\bresourceVersion=(\\d+)");

  private static final Map<String, String> TYPES =
      ImmutableMap.of(
          NODES,
          "v1 Node",
          "/api/v1/services",
          "v1 Service",
          "/apis/discovery.k8s.io/v1/endpointslices",
          "discovery.k8s.io/v1 EndpointSlice",
          "/apis/networking.k8s.io/v1/servicecidrs",
          "networking.k8s.io/v1 ServiceCIDR");

  boolean isOfAKnownKind() {
    return TYPES.containsKey(path);
  }

  String apiVersion() {
    return type().substring(0, type().indexOf(' '));
  }

  String kind() {
    return type().substring(type().indexOf(' ') + 1);
  }

  private String type() {
    return TYPES.get(path);
  }

  boolean isWatch() {
    return query.contains("watch=true") || query.contains("watch=1");
  }

  /** Whether a watch starts with what there is (WatchList, since 1.35 the client's default). */
  boolean startsWithAll() {
    return query.contains("sendInitialEvents=true");
  }

  /** How many changes somebody knows who asks: the resourceVersion. */
  int knownChanges() {
    Matcher version = VERSION.matcher(query);
    return version.find() ? Integer.parseInt(version.group(1)) : 0;
  }

  boolean matches(ApiObject object) {
    return object.type().equals(type())
        && (!query.contains("metadata.name=") || query.contains("metadata.name=" + object.name()))
        && isWithout(object, HEADLESS)
        && isWithout(object, PROXY_NAME)
        && !(query.contains("spec.clusterIP!=None") && isHeadless(object));
  }

  private boolean isWithout(ApiObject object, String label) {
    return !query.contains("!" + label) || !object.hasLabel(label);
  }

  private static boolean isHeadless(ApiObject object) {
    return object.json().at("/spec/clusterIP").asText().equals("None");
  }
}
