package io.kubenet.controlplane.admission.service;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.Trees;
import java.util.List;

/** What the API server warns of in Services: GetWarningsForService of pkg/api/service. */
final class ServiceWarnings {

  private ServiceWarnings() {}

  static List<String> of(ServiceTree service) {
    ImmutableList.Builder<String> warnings = ImmutableList.builder();
    if (service
        .tree()
        .path("metadata")
        .path("annotations")
        .has("service.kubernetes.io/topology-aware-hints")) {
      warnings.add(
          "annotation service.kubernetes.io/topology-aware-hints is deprecated, use"
              + " service.kubernetes.io/topology-mode");
    }
    if (!service.isHeadless()) {
      addresses("clusterIPs", service.clusterIps(), warnings);
    }
    List<String> externalIps = Trees.texts(service.spec(), "externalIPs");
    if (service.isType("ClusterIP") && service.isHeadless()) {
      headless(service, externalIps, warnings);
    }
    addresses("externalIPs", externalIps, warnings);
    ignored(service, externalIps, warnings);
    warnings.addAll(
        Addresses.warnings("spec.loadBalancerIP", Trees.text(service.spec(), "loadBalancerIP")));
    for (String range : Trees.texts(service.spec(), "loadBalancerSourceRanges")) {
      warnings.addAll(Addresses.cidrWarnings("spec.loadBalancerSourceRanges", range));
    }
    if (Trees.text(service.spec(), "trafficDistribution").equals("PreferClose")) {
      warnings.add("spec.trafficDistribution: PreferClose is deprecated, use PreferSameZone");
    }
    return warnings.build();
  }

  private static void headless(
      ServiceTree service, List<String> externalIps, ImmutableList.Builder<String> warnings) {
    if (!Trees.text(service.spec(), "loadBalancerIP").isEmpty()) {
      warnings.add("spec.loadBalancerIP is ignored for headless Services");
    }
    if (!externalIps.isEmpty()) {
      warnings.add("spec.externalIPs is ignored for headless Services");
    }
    if (!Trees.text(service.spec(), "sessionAffinity").equals("None")) {
      warnings.add("spec.sessionAffinity is ignored for headless Services");
    }
  }

  private static void ignored(
      ServiceTree service, List<String> externalIps, ImmutableList.Builder<String> warnings) {
    if (!externalIps.isEmpty() && service.isExternalName()) {
      warnings.add("spec.externalIPs is ignored for ExternalName Services");
    } else if (!externalIps.isEmpty() && !service.isHeadless()) {
      warnings.add("spec.externalIPs is deprecated, and clusters may not implement it");
    }
    if (!service.isExternalName() && service.spec().has("externalName")) {
      warnings.add("spec.externalName is ignored for Services of type " + service.type());
    }
  }

  private static void addresses(
      String field, List<String> addresses, ImmutableList.Builder<String> warnings) {
    for (int i = 0; i < addresses.size(); i++) {
      warnings.addAll(Addresses.warnings("spec." + field + "[" + i + "]", addresses.get(i)));
    }
  }
}
