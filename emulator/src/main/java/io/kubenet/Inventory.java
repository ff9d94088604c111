package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.dataplane.Place;
import io.kubenet.manifest.NearestName;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds what somebody named, or says what there is.
 *
 * @param state where to look
 */
record Inventory(ClusterState state) {

  static final String DEFAULT_NAMESPACE = "default";

  /** The pod of this name: {@code NAMESPACE/NAME}; a name alone is in the namespace default. */
  ObjectName pod(String text) {
    int slash = text.indexOf('/');
    String namespace = slash < 0 ? DEFAULT_NAMESPACE : text.substring(0, slash);
    ObjectName name = new ObjectName(namespace, text.substring(slash + 1));
    if (state.pod(name).isEmpty()) {
      throw new IllegalArgumentException("no pod '" + name + "'" + podHint(name));
    }
    return name;
  }

  /** The pods whose names a pattern with stars describes; without a namespace, in default. */
  List<ObjectName> pods(String pattern) {
    String full = pattern.contains("/") ? pattern : DEFAULT_NAMESPACE + "/" + pattern;
    Pattern described = Pattern.compile(Pattern.quote(full).replace("*", "\\E.*\\Q"));
    List<ObjectName> pods =
        state.pods().stream()
            .map(Pod::name)
            .filter(name -> described.matcher(name.toString()).matches())
            .sorted(Comparator.comparing(ObjectName::toString))
            .collect(ImmutableList.toImmutableList());
    if (pods.isEmpty()) {
      throw new IllegalArgumentException("no pod '" + full + "'; pods: " + listed(podNames()));
    }
    return pods;
  }

  private List<String> podNames() {
    return state.pods().stream()
        .map(pod -> pod.name().toString())
        .sorted()
        .collect(ImmutableList.toImmutableList());
  }

  private String podHint(ObjectName name) {
    List<String> here =
        state.pods().stream()
            .map(Pod::name)
            .filter(pod -> pod.namespace().equals(name.namespace()))
            .map(ObjectName::name)
            .collect(ImmutableList.toImmutableList());
    if (here.isEmpty()) {
      return NearestName.hint(name.toString(), podNames())
          + "; no pods in namespace '"
          + name.namespace()
          + "'; pods: "
          + listed(podNames());
    }
    return NearestName.hint(name.name(), here)
        + "; pods in namespace '"
        + name.namespace()
        + "': "
        + listed(here);
  }

  /** The node of this name. */
  String node(String name) {
    if (state.node(name).isEmpty()) {
      List<String> nodes =
          state.nodes().stream().map(Node::name).collect(ImmutableList.toImmutableList());
      throw new IllegalArgumentException(
          "no node '" + name + "'" + NearestName.hint(name, nodes) + "; nodes: " + listed(nodes));
    }
    return name;
  }

  /** Where a host is. */
  Location locationOf(Place place) {
    if (place instanceof Place.Outside) {
      return Location.OUTSIDE;
    }
    Optional<String> node =
        place instanceof Place.InPod pod
            ? state.pod(pod.name()).flatMap(Pod::nodeName)
            : Optional.of(((Place.OnNode) place).name());
    return new Location(node, node.flatMap(state::node).flatMap(Node::zone));
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
