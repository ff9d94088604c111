package io.kubenet.controlplane.admission.service;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.MetadataRules;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.controlplane.admission.validation.Trees;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import java.util.List;
import java.util.Optional;

/** What a Service's spec must hold, beside its ports and traffic: validateService. */
final class ServiceValidation {

  static final FieldPath LOAD_BALANCER_CLASS = FieldPath.of("spec.loadBalancerClass");

  private static final FieldPath SPEC = FieldPath.of("spec");
  private static final FieldPath ANNOTATIONS = FieldPath.of("metadata.annotations");
  private static final String HINTS = "service.kubernetes.io/topology-aware-hints";
  private static final String MODE = "service.kubernetes.io/topology-mode";
  private static final String SOURCE_RANGES =
      "service.beta.kubernetes.io/load-balancer-source-ranges";
  private static final String ONLY_LOAD_BALANCER = "is only for Services of type LoadBalancer";
  private static final int LONGEST_AFFINITY = 86400;

  private static final List<String> TYPES =
      ImmutableList.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");

  private final LocatedTree tree;
  private final LocatedTree spec;
  private final ServiceTree service;
  private final Optional<ServiceTree> old;
  private final Causes causes;

  ServiceValidation(LocatedTree tree, Optional<LocatedTree> old, Causes causes) {
    this.tree = tree;
    this.spec = tree.get("spec");
    this.service = ServiceTree.of(tree.node());
    this.old = old.map(before -> ServiceTree.of(before.node()));
    this.causes = causes;
  }

  void check() {
    topologyAnnotations();
    type();
    MetadataRules.labels(spec.get("selector"), causes);
    sessionAffinity();
    ClusterIpRules.check(
        service, old.map(ServiceTree::clusterIps).orElse(ImmutableList.of()), causes);
    externalIps();
    sourceRanges();
    loadBalancerFields();
  }

  private void topologyAnnotations() {
    LocatedTree annotations = tree.at(ANNOTATIONS);
    LocatedTree mode = annotations.get(MODE);
    LocatedTree hints = annotations.get(HINTS);
    if (!mode.isAbsent() && !hints.isAbsent() && !mode.text().equals(hints.text())) {
      causes.invalid(
          ANNOTATIONS.key(MODE), mode.text(), "must be what annotation " + HINTS + " says");
    }
  }

  private void type() {
    if (service.isExternalName()) {
      externalName();
    } else if (service.isHeadless() && service.hasNodePortType()) {
      causes.invalid(
          ClusterIpRules.CLUSTER_IPS.item(0),
          ServiceTree.NONE,
          "may not be set for " + service.type() + " Services");
    }
    if (!TYPES.contains(service.type())) {
      causes.notSupported(SPEC.field("type"), service.type(), TYPES);
    }
  }

  private void externalName() {
    for (String field : ImmutableList.of("clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
      if (service.spec().has(field)) {
        causes.forbidden(SPEC.field(field), "may not be set for ExternalName Services");
      }
    }
    FieldPath path = SPEC.field("externalName");
    String name = Trees.text(service.spec(), "externalName");
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (bare.isEmpty()) {
      causes.required(path);
    } else {
      causes.invalid(path, bare, Names.dnsSubdomain(bare));
    }
  }

  private void sessionAffinity() {
    String affinity = Trees.text(service.spec(), "sessionAffinity");
    if (!ImmutableList.of("ClientIP", "None").contains(affinity)) {
      causes.notSupported(
          SPEC.field("sessionAffinity"), affinity, ImmutableList.of("ClientIP", "None"));
    }
    if (affinity.equals("ClientIP")) {
      LocatedTree timeout = spec.at(FieldPath.of("sessionAffinityConfig.clientIP.timeoutSeconds"));
      int seconds = timeout.integerOrZero();
      if (seconds <= 0 || seconds > LONGEST_AFFINITY) {
        causes.invalid(timeout.path(), seconds, "must be between 1 and " + LONGEST_AFFINITY);
      }
    }
  }

  private void externalIps() {
    List<String> existing =
        old.map(before -> Trees.texts(before.spec(), "externalIPs")).orElse(ImmutableList.of());
    for (LocatedTree address : spec.get("externalIPs").items()) {
      List<String> broken =
          existing.contains(address.text())
              ? ImmutableList.of()
              : Addresses.address(address.text());
      boolean isAddress = Addresses.parse(address.text()).isPresent();
      causes.invalid(
          address.path(),
          address.text(),
          broken.isEmpty() && isAddress ? Addresses.endpoint(address.text()) : broken);
    }
  }

  /** The path of the API has a capital L, by mistake, and keeps it. */
  private void sourceRanges() {
    FieldPath path = SPEC.field("LoadBalancerSourceRanges");
    List<String> ranges = Trees.texts(service.spec(), "loadBalancerSourceRanges");
    if (ranges.isEmpty()) {
      sourceRangesAnnotation();
      return;
    }
    if (!service.isLoadBalancer()) {
      causes.forbidden(path, ONLY_LOAD_BALANCER);
    }
    List<String> existing =
        old.map(before -> Trees.texts(before.spec(), "loadBalancerSourceRanges")).stream()
            .flatMap(List::stream)
            .map(String::strip)
            .toList();
    for (int i = 0; i < ranges.size(); i++) {
      String range = ranges.get(i).strip();
      if (!existing.contains(range)) {
        causes.invalid(path.item(i), range, Addresses.cidr(range));
      }
    }
  }

  private void sourceRangesAnnotation() {
    LocatedTree annotation = tree.at(ANNOTATIONS).get(SOURCE_RANGES);
    if (annotation.isAbsent()) {
      return;
    }
    FieldPath path = ANNOTATIONS.key(SOURCE_RANGES);
    if (!service.isLoadBalancer()) {
      causes.forbidden(path, ONLY_LOAD_BALANCER);
    }
    Splitter commas = Splitter.on(',').trimResults();
    String before = old.map(o -> o.annotation(SOURCE_RANGES)).orElse("");
    if (!annotation.text().isBlank() && !annotation.text().equals(before)) {
      commas.split(annotation.text()).forEach(r -> causes.invalid(path, r, Addresses.cidr(r)));
    }
  }

  private void loadBalancerFields() {
    if (service.spec().has("allocateLoadBalancerNodePorts") && !service.isLoadBalancer()) {
      causes.forbidden(SPEC.field("allocateLoadBalancerNodePorts"), ONLY_LOAD_BALANCER);
    }
    loadBalancerClass(service, causes);
  }

  /** validateLoadBalancerClassField, of a Service by itself. */
  static void loadBalancerClass(ServiceTree service, Causes causes) {
    if (!service.spec().has("loadBalancerClass")) {
      return;
    }
    if (service.isLoadBalancer()) {
      String name = Trees.text(service.spec(), "loadBalancerClass");
      causes.invalid(LOAD_BALANCER_CLASS, name, Names.qualified(name));
    } else {
      causes.forbidden(LOAD_BALANCER_CLASS, ONLY_LOAD_BALANCER);
    }
  }
}
