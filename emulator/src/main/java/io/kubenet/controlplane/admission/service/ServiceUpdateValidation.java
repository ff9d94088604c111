package io.kubenet.controlplane.admission.service;

import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.Trees;
import io.kubenet.manifest.FieldPath;
import java.util.List;

/** What a change of a Service may not do: ValidateServiceUpdate of pkg/apis/core/validation. */
final class ServiceUpdateValidation {

  private static final String ONCE = "may not change once it is set";

  private final ServiceTree service;
  private final ServiceTree old;
  private final Causes causes;

  private ServiceUpdateValidation(ServiceTree service, ServiceTree old, Causes causes) {
    this.service = service;
    this.old = old;
    this.causes = causes;
  }

  static void check(ServiceTree service, ServiceTree old, Causes causes) {
    new ServiceUpdateValidation(service, old, causes).check();
  }

  private void check() {
    if (!service.isExternalName() && !old.isExternalName()) {
      boolean isHeadless = service.isHeadless();
      boolean wasHeadless = old.isHeadless();
      if (!isHeadless || !wasHeadless) {
        clusterIps();
      }
      if (!isHeadless && !wasHeadless) {
        ipFamilies();
      }
    }
    loadBalancerClass();
    healthCheckNodePort();
  }

  /** validateUpgradeDowngradeClusterIPs. */
  private void clusterIps() {
    List<String> before = old.clusterIps();
    List<String> after = service.clusterIps();
    if (before.size() == after.size()) {
      for (int i = 0; i < before.size(); i++) {
        if (!before.get(i).equals(after.get(i))) {
          causes.invalid(ClusterIpRules.CLUSTER_IPS.item(i), after, ONCE + ", as " + before);
        }
      }
      return;
    }
    if (after.isEmpty()) {
      causes.invalid(ClusterIpRules.CLUSTER_IPS.item(0), after, "must keep the first cluster IP");
    } else if (!before.isEmpty() && !before.get(0).equals(after.get(0))) {
      causes.invalid(ClusterIpRules.CLUSTER_IPS.item(0), after, ONCE + ", as " + before);
    }
    if (before.size() > after.size() && after.size() == 1) {
      requireSingleStack("cluster IP");
    }
  }

  /** validateUpgradeDowngradeIPFamilies. */
  private void ipFamilies() {
    List<String> before = old.ipFamilies();
    List<String> after = service.ipFamilies();
    FieldPath first = ClusterIpRules.FAMILIES.item(0);
    if (before.size() == after.size()) {
      for (int i = 0; i < before.size(); i++) {
        if (!before.get(i).equals(after.get(i))) {
          causes.invalid(first, after, ONCE + ", as " + before);
        }
      }
      return;
    }
    if (before.size() > after.size() && service.clusterIps().isEmpty()) {
      causes.invalid(first, after, "must keep the first family");
    }
    if (!before.isEmpty() && !after.isEmpty() && !before.get(0).equals(after.get(0))) {
      causes.invalid(first, after, ONCE + ", as " + before);
    }
    if (before.size() > after.size() && after.size() == 1) {
      requireSingleStack("family");
    }
  }

  private void requireSingleStack(String what) {
    if (!service.isPolicy(ServiceTree.SINGLE_STACK)) {
      causes.invalid(
          ClusterIpRules.POLICY,
          service.ipFamilyPolicy().orElse(""),
          "must be SingleStack to release the second " + what);
    }
  }

  private void loadBalancerClass() {
    String before = Trees.text(old.spec(), "loadBalancerClass");
    String after = Trees.text(service.spec(), "loadBalancerClass");
    if (old.isLoadBalancer() && service.isLoadBalancer() && !before.equals(after)) {
      causes.invalid(ServiceValidation.LOAD_BALANCER_CLASS, after, ONCE);
    }
    // validateLoadBalancerClassField judges the class here, and validateService does once more.
    ServiceValidation.loadBalancerClass(service, causes);
  }

  private void healthCheckNodePort() {
    boolean isChanged = old.healthCheckNodePort() != service.healthCheckNodePort();
    if (old.needsHealthCheck() && service.needsHealthCheck() && isChanged) {
      causes.forbidden(FieldPath.of("spec.healthCheckNodePort"), ONCE);
    }
  }
}
