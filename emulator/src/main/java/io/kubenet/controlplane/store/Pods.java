package io.kubenet.controlplane.store;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.workload.WorkloadKey;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.ObjectName;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/** All Pods: by name, owner, node and label; persistent. */
public final class Pods {

  static final Pods EMPTY =
      new Pods(TreePMap.empty(), Index.empty(), Index.empty(), Index.empty(), Usages.EMPTY);

  private final PMap<ObjectName, PodObject> byName;
  private final Index<WorkloadKey> byOwner;
  private final Index<String> byNode;
  private final Index<LabelKey> byLabel;
  private final Usages usages;

  private Pods(
      PMap<ObjectName, PodObject> byName,
      Index<WorkloadKey> byOwner,
      Index<String> byNode,
      Index<LabelKey> byLabel,
      Usages usages) {
    this.byName = byName;
    this.byOwner = byOwner;
    this.byNode = byNode;
    this.byLabel = byLabel;
    this.usages = usages;
  }

  public Collection<PodObject> all() {
    return byName.values();
  }

  public Optional<PodObject> get(ObjectName name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The Pods of a controller, in the order of their names. */
  public List<PodObject> ownedBy(WorkloadKey owner) {
    return objects(byOwner.get(owner));
  }

  /** The Pods that are bound to a node. */
  public List<PodObject> onNode(String node) {
    return objects(byNode.get(node));
  }

  /** What the Pods on a node take of it. */
  public NodeUsage usage(String node) {
    return usages.of(node);
  }

  /** The Pods with a node that have any affinity or anti-affinity to others. */
  public List<PodObject> choosy() {
    return objects(usages.choosy());
  }

  /** The Pods of a namespace that a selector chooses. */
  public List<PodObject> selected(String namespace, LabelSelector selector) {
    Collection<PodObject> candidates =
        selector.matchLabels().isEmpty() ? all() : labelled(namespace, selector.matchLabels());
    return candidates.stream()
        .filter(pod -> pod.name().namespace().equals(namespace))
        .filter(pod -> selector.matches(pod.labels()))
        .collect(ImmutableList.toImmutableList());
  }

  /** The Pods of a namespace that have these labels; none without labels. */
  public List<PodObject> labelled(String namespace, Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> byLabel.get(LabelKey.of(namespace, label)))
        .min(Comparator.comparing(Collection::size))
        .map(this::objects)
        .orElse(ImmutableList.of())
        .stream()
        .filter(pod -> pod.labels().entrySet().containsAll(labels.entrySet()))
        .collect(ImmutableList.toImmutableList());
  }

  Pods with(PodObject pod) {
    Pods rest = without(pod.name());
    ObjectName name = pod.name();
    Index<LabelKey> labels = rest.byLabel;
    for (Map.Entry<String, String> label : pod.labels().entrySet()) {
      labels = labels.with(LabelKey.of(name.namespace(), label), name);
    }
    return new Pods(
        rest.byName.plus(name, pod),
        owner(pod).map(owner -> rest.byOwner.with(owner, name)).orElse(rest.byOwner),
        pod.nodeName().map(node -> rest.byNode.with(node, name)).orElse(rest.byNode),
        labels,
        rest.usages.with(pod));
  }

  Pods without(ObjectName name) {
    PodObject pod = byName.get(name);
    if (pod == null) {
      return this;
    }
    Index<LabelKey> labels = byLabel;
    for (Map.Entry<String, String> label : pod.labels().entrySet()) {
      labels = labels.without(LabelKey.of(name.namespace(), label), name);
    }
    return new Pods(
        byName.minus(name),
        owner(pod).map(owner -> byOwner.without(owner, name)).orElse(byOwner),
        pod.nodeName().map(node -> byNode.without(node, name)).orElse(byNode),
        labels,
        usages.without(pod));
  }

  private static Optional<WorkloadKey> owner(PodObject pod) {
    return pod.metadata().owner().map(owner -> WorkloadKey.of(pod.name().namespace(), owner));
  }

  private List<PodObject> objects(Collection<ObjectName> names) {
    return names.stream().map(byName::get).collect(ImmutableList.toImmutableList());
  }
}
