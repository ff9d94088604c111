package io.kubenet.controlplane.admission.pod;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.manifest.LocatedTree;
import java.util.List;
import java.util.Set;

/**
 * What the API server warns of in what pods ask of nodes and neighbours (warningsForPodSpecAndMeta
 * of pkg/api/pod and GetWarningsForNodeSelectorTerm of pkg/api/node, v1.36).
 */
final class PlacementWarnings {

  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

  private static final ImmutableMap<String, String> REPLACED_LABELS =
      ImmutableMap.of(
          "beta.kubernetes.io/arch", "kubernetes.io/arch",
          "beta.kubernetes.io/os", "kubernetes.io/os",
          "failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region",
          "failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone",
          "beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type",
          "scheduler.alpha.kubernetes.io/preferAvoidPods", "taints and tolerations",
          "node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane");

  private static final Set<String> LABELS_WITHOUT_HEIR =
      ImmutableSet.of("app.kubernetes.io/created-by");

  private final ImmutableList.Builder<String> warnings = ImmutableList.builder();

  private PlacementWarnings() {}

  static List<String> of(LocatedTree spec) {
    PlacementWarnings found = new PlacementWarnings();
    LocatedTree selector = spec.get("nodeSelector");
    selector
        .textsByKey()
        .keySet()
        .forEach(key -> found.label(selector.path().key(key).toString(), key));
    found.nodes(spec.get("affinity").get("nodeAffinity"));
    for (LocatedTree constraint : spec.get("topologySpreadConstraints").items()) {
      LocatedTree key = constraint.get("topologyKey");
      found.label(key.path().toString(), key.textOrEmpty());
      found.selector(constraint);
    }
    found.pods(spec.get("affinity").get("podAffinity"));
    found.pods(spec.get("affinity").get("podAntiAffinity"));
    return found.warnings.build();
  }

  private void label(String path, String key) {
    if (REPLACED_LABELS.containsKey(key)) {
      warnings.add(path + ": label " + key + " is deprecated, use " + REPLACED_LABELS.get(key));
    } else if (LABELS_WITHOUT_HEIR.contains(key)) {
      warnings.add(path + ": label " + key + " is deprecated");
    }
  }

  private void nodes(LocatedTree affinity) {
    affinity.get(REQUIRED).get("nodeSelectorTerms").items().forEach(this::term);
    for (LocatedTree preference : affinity.get(PREFERRED).items()) {
      LocatedTree term = preference.get("preference");
      term(term);
      term.get("matchExpressions").items().forEach(this::values);
    }
  }

  private void term(LocatedTree term) {
    for (LocatedTree expression : term.get("matchExpressions").items()) {
      LocatedTree key = expression.get("key");
      label(key.path().toString(), key.textOrEmpty());
    }
  }

  /** No preference is refused for a value that no label can have. */
  private void values(LocatedTree expression) {
    for (LocatedTree value : expression.get("values").items()) {
      Names.labelValue(value.text())
          .forEach(rule -> warnings.add(value.path() + ": '" + value.text() + "' " + rule));
    }
  }

  private void pods(LocatedTree affinity) {
    affinity.get(REQUIRED).items().forEach(this::selector);
    affinity.get(PREFERRED).items().forEach(p -> selector(p.get("podAffinityTerm")));
  }

  private void selector(LocatedTree holder) {
    LocatedTree selector = holder.get("labelSelector");
    if (selector.isAbsent()) {
      warnings.add(selector.path() + ": without a labelSelector no pod is meant");
    }
  }
}
