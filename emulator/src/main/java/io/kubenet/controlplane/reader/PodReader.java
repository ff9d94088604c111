package io.kubenet.controlplane.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.controlplane.pod.GeneratedName;
import io.kubenet.controlplane.pod.Owner;
import io.kubenet.controlplane.pod.PodMetadata;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.PodSpec;
import io.kubenet.controlplane.pod.PodStatus;
import io.kubenet.controlplane.pod.PodTemplate;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.Pod;
import io.kubenet.model.PodDns;
import io.kubenet.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads Pods and Pod templates. */
public final class PodReader {

  /** apps/v1 DefaultDeploymentUniqueLabelKey. */
  private static final String HASH_LABEL = "pod-template-hash";

  private PodReader() {}

  /** A Pod with what its manifest says of its status. */
  public static PodObject pod(ManifestObject object) {
    LocatedTree tree = object.located();
    PodMetadata metadata = metadata(tree.get("metadata"));
    PodSpec spec = spec(tree, object.namespace());
    return new PodObject(
        object.objectName(),
        metadata,
        spec.with(spec.placement().of(metadata.labels())),
        Fields.nonEmpty(tree.get("spec").get("nodeName")),
        status(tree.get("status"), saysPhase(object)),
        0);
  }

  /** The template of a workload of a namespace. */
  public static PodTemplate template(LocatedTree tree, String namespace) {
    return new PodTemplate(
        Fields.texts(tree.get("metadata").get("labels")),
        Fields.texts(tree.get("metadata").get("annotations")),
        spec(tree, namespace),
        Fields.nonEmpty(tree.get("spec").get("nodeName")).orElse(""),
        tree.node(),
        hash(tree.node()));
  }

  /**
   * Of all but the label that a Deployment gives its ReplicaSets' templates (deploymentutil
   * EqualIgnoreHash).
   */
  private static String hash(JsonNode template) {
    JsonNode without = template;
    if (template.at("/metadata/labels").has(HASH_LABEL)) {
      without = template.deepCopy();
      ((ObjectNode) without.at("/metadata/labels")).remove(HASH_LABEL);
    }
    return GeneratedName.hash(without.toString());
  }

  private static PodMetadata metadata(LocatedTree tree) {
    return new PodMetadata(
        Fields.texts(tree.get("labels")),
        Fields.texts(tree.get("annotations")),
        owner(tree.get("ownerReferences")),
        !tree.get("deletionTimestamp").isAbsent());
  }

  static Optional<Owner> owner(LocatedTree references) {
    return references.items().stream()
        .filter(reference -> Fields.isTrue(reference.get("controller")))
        .map(r -> new Owner(r.get("kind").text(), r.get("name").text()))
        .findFirst();
  }

  private static PodSpec spec(LocatedTree pod, String namespace) {
    LocatedTree tree = pod.get("spec");
    return new PodSpec(
        PlacementReader.read(tree, namespace),
        Fields.isTrue(tree.get("hostNetwork")),
        Containers.ports(tree),
        Fields.nonEmpty(tree.get("hostname")),
        Fields.nonEmpty(tree.get("subdomain")),
        dns(tree),
        tree.node(),
        LifeReader.read(pod));
  }

  private static PodDns dns(LocatedTree spec) {
    LocatedTree config = spec.get("dnsConfig");
    return new PodDns(
        policy(spec.get("dnsPolicy")),
        config.get("nameservers").items().stream()
            .map(server -> Containers.address(server, server.text()))
            .toList(),
        config.get("searches").texts(),
        config.get("options").items().stream().map(PodReader::option).toList());
  }

  private static PodDns.Policy policy(LocatedTree tree) {
    String text = tree.optionalText().orElse("ClusterFirst");
    return switch (text) {
      case "ClusterFirst" -> PodDns.Policy.CLUSTER_FIRST;
      case "ClusterFirstWithHostNet" -> PodDns.Policy.CLUSTER_FIRST_WITH_HOST_NET;
      case "Default" -> PodDns.Policy.DEFAULT;
      case "None" -> PodDns.Policy.NONE;
      default ->
          throw tree.error(
              "'" + text + "' is none of ClusterFirst, ClusterFirstWithHostNet, Default, None");
    };
  }

  private static String option(LocatedTree tree) {
    String name = tree.get("name").text();
    return Fields.nonEmpty(tree.get("value")).map(value -> name + ":" + value).orElse(name);
  }

  /** The API server makes each new Pod Pending: that says nothing where the manifest does not. */
  private static Predicate<String> saysPhase(ManifestObject object) {
    boolean isSaid = !object.source().get("status").get("phase").isAbsent();
    return phase -> isSaid || !phase.equals("Pending");
  }

  /** How a manifest says that a Pod is; one that names no phase leaves that to the kubelet. */
  private static PodStatus status(LocatedTree tree, Predicate<String> saysPhase) {
    Optional<String> phase = Fields.nonEmpty(tree.get("phase")).filter(saysPhase);
    List<IpAddress> ips = ips(tree);
    Optional<Boolean> ready = ready(tree);
    if (phase.isEmpty() && ready.isEmpty()) {
      return PodStatus.NEW.withIps(ips);
    }
    return new PodStatus(
        phase.map(text -> phase(tree.get("phase"), text)).orElse(Pod.Phase.RUNNING),
        ready.orElse(false),
        ips,
        Optional.empty(),
        true,
        PodStatus.EVER);
  }

  private static Pod.Phase phase(LocatedTree tree, String text) {
    for (Pod.Phase phase : Pod.Phase.values()) {
      if (phase.name().equals(text.toUpperCase(Locale.ROOT))) {
        return phase;
      }
    }
    throw tree.error("'" + text + "' is none of Pending, Running, Succeeded, Failed, Unknown");
  }

  private static Optional<Boolean> ready(LocatedTree status) {
    return status.get("conditions").items().stream()
        .filter(condition -> condition.get("type").text().equals("Ready"))
        .map(condition -> condition.get("status").text().equals("True"))
        .findFirst();
  }

  /** The addresses in a Pod's status. */
  public static List<IpAddress> ips(LocatedTree status) {
    List<IpAddress> ips = new ArrayList<>();
    Fields.nonEmpty(status.get("podIP"))
        .ifPresent(text -> ips.add(Containers.address(status.get("podIP"), text)));
    for (LocatedTree item : status.get("podIPs").items()) {
      IpAddress address = Containers.address(item.get("ip"), item.get("ip").text());
      if (!ips.contains(address)) {
        ips.add(address);
      }
    }
    return ips;
  }
}
