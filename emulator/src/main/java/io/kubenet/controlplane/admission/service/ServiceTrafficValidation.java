package io.kubenet.controlplane.admission.service;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/** What a Service may say of where its traffic goes: its traffic policies and distribution. */
final class ServiceTrafficValidation {

  private static final List<String> POLICIES = ImmutableList.of("Cluster", "Local");
  private static final List<String> DISTRIBUTIONS =
      ImmutableList.of("PreferClose", "PreferSameZone", "PreferSameNode");

  private ServiceTrafficValidation() {}

  static void check(LocatedTree tree, Causes causes) {
    ServiceTree service = ServiceTree.of(tree.node());
    LocatedTree spec = tree.get("spec");
    external(service, spec.get("externalTrafficPolicy"), causes);
    healthCheck(service, spec.get("healthCheckNodePort"), causes);
    oneOf(spec.get("internalTrafficPolicy"), POLICIES, causes);
    oneOf(spec.get("trafficDistribution"), DISTRIBUTIONS, causes);
  }

  private static void external(ServiceTree service, LocatedTree policy, Causes causes) {
    if (service.isExternallyAccessible()) {
      oneOf(policy, POLICIES, causes);
    } else if (!policy.isAbsent()) {
      causes.invalid(
          policy.path(),
          policy.text(),
          "may only be set for Services that are reached from outside: NodePort, LoadBalancer, or"
              + " with externalIPs");
    }
  }

  private static void healthCheck(ServiceTree service, LocatedTree port, Causes causes) {
    int number = port.integerOrZero();
    if (number == 0) {
      // Where one is needed and none is asked for, allocation came before.
      return;
    }
    if (service.needsHealthCheck()) {
      causes.invalid(port.path(), number, Names.portNumber(number));
      return;
    }
    causes.invalid(
        port.path(),
        number,
        "may only be set with type LoadBalancer and externalTrafficPolicy Local");
  }

  private static void oneOf(LocatedTree value, List<String> supported, Causes causes) {
    if (!value.isAbsent() && !supported.contains(value.text())) {
      causes.notSupported(value.path(), value.text(), supported);
    }
  }
}
