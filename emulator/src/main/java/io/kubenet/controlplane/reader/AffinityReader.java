package io.kubenet.controlplane.reader;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.pod.NodeChoice;
import io.kubenet.controlplane.pod.NodeTerm;
import io.kubenet.controlplane.pod.PodAffinity;
import io.kubenet.manifest.LocatedTree;
import java.util.List;
import java.util.Optional;

/** Reads a Pod's nodeSelector and affinity. */
final class AffinityReader {

  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

  private final String namespace;

  /**
   * A reader.
   *
   * @param namespace the Pod's
   */
  AffinityReader(String namespace) {
    this.namespace = namespace;
  }

  static NodeChoice nodes(LocatedTree spec) {
    LocatedTree affinity = spec.get("affinity").get("nodeAffinity");
    LocatedTree required = affinity.get(REQUIRED);
    return new NodeChoice(
        Fields.texts(spec.get("nodeSelector")),
        required.isAbsent()
            ? Optional.empty()
            : Optional.of(
                required.get("nodeSelectorTerms").items().stream()
                    .map(AffinityReader::term)
                    .toList()),
        affinity.get(PREFERRED).items().stream()
            .map(
                item ->
                    new NodeChoice.Preference(
                        term(item.get("preference")), item.get("weight").integer()))
            .toList());
  }

  private static NodeTerm term(LocatedTree tree) {
    return new NodeTerm(
        requirements(tree.get("matchExpressions")), requirements(tree.get("matchFields")));
  }

  private static List<NodeTerm.Requirement> requirements(LocatedTree tree) {
    return tree.items().stream()
        .map(
            item ->
                new NodeTerm.Requirement(
                    item.get("key").text(),
                    Fields.constant(item.get("operator"), NodeTerm.Operator.values()),
                    item.get("values").texts()))
        .toList();
  }

  PodAffinity pods(LocatedTree affinity) {
    LocatedTree near = affinity.get("podAffinity");
    LocatedTree apart = affinity.get("podAntiAffinity");
    return new PodAffinity(
        near.get(REQUIRED).items().stream().map(this::podTerm).toList(),
        apart.get(REQUIRED).items().stream().map(this::podTerm).toList(),
        ImmutableList.<PodAffinity.Preference>builder()
            .addAll(preferences(near.get(PREFERRED), 1))
            .addAll(preferences(apart.get(PREFERRED), -1))
            .build());
  }

  private List<PodAffinity.Preference> preferences(LocatedTree tree, int sign) {
    return tree.items().stream()
        .map(
            item ->
                new PodAffinity.Preference(
                    podTerm(item.get("podAffinityTerm")), sign * item.get("weight").integer()))
        .toList();
  }

  /** Without namespaces and namespaceSelector it means the Pod's own namespace. */
  private PodAffinity.Term podTerm(LocatedTree tree) {
    List<String> namespaces = tree.get("namespaces").texts();
    boolean isOwn = namespaces.isEmpty() && tree.get("namespaceSelector").isAbsent();
    return new PodAffinity.Term(
        Fields.optionalSelector(tree.get("labelSelector")),
        isOwn ? ImmutableList.of(namespace) : namespaces,
        Fields.optionalSelector(tree.get("namespaceSelector")),
        tree.get("topologyKey").text(),
        new PodAffinity.LabelKeys(
            tree.get("matchLabelKeys").texts(), tree.get("mismatchLabelKeys").texts()));
  }
}
