package io.kubenet.controlplane.admission.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.KindRules;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.controlplane.admission.validation.Trees;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import java.util.List;
import java.util.Optional;

/** The rules of Services: strategy.go of the Service registry. */
public final class ServiceRules implements KindRules {

  private static final FieldPath INGRESS = FieldPath.of("status.loadBalancer.ingress");

  @Override
  public List<String> name(String name) {
    return Names.dnsLabel(name);
  }

  @Override
  public void complete(ObjectNode tree) {
    ServiceDefaults.complete(new ServiceTree(tree));
  }

  @Override
  public void validate(LocatedTree tree, Causes causes) {
    validate(tree, Optional.empty(), causes);
  }

  @Override
  public void validateUpdate(LocatedTree tree, LocatedTree old, Causes causes) {
    ServiceUpdateValidation.check(ServiceTree.of(tree.node()), ServiceTree.of(old.node()), causes);
    validate(tree, Optional.of(old), causes);
  }

  private static void validate(LocatedTree tree, Optional<LocatedTree> old, Causes causes) {
    new ServiceValidation(tree, old, causes).check();
    ServicePortValidation.check(tree, causes);
    ServiceTrafficValidation.check(tree, causes);
  }

  /** ValidateLoadBalancerStatus. */
  @Override
  public void validateStatus(LocatedTree tree, LocatedTree old, Causes causes) {
    LocatedTree ingress = tree.at(INGRESS);
    List<String> existing =
        Trees.objects(old.node().path("status").path("loadBalancer"), "ingress").stream()
            .map(one -> Trees.text(one, "ip"))
            .toList();
    if (!ServiceTree.of(tree.node()).isLoadBalancer()) {
      if (!ingress.items().isEmpty()) {
        causes.forbidden(ingress.path(), "is only for Services of type LoadBalancer");
      }
      return;
    }
    ingress.items().forEach(one -> ingress(one, existing, causes));
  }

  private static void ingress(LocatedTree ingress, List<String> existing, Causes causes) {
    String ip = ingress.get("ip").textOrEmpty();
    if (!ip.isEmpty() && !existing.contains(ip)) {
      causes.invalid(ingress.get("ip").path(), ip, Addresses.address(ip));
    }
    LocatedTree mode = ingress.get("ipMode");
    if (!mode.isAbsent() && ip.isEmpty()) {
      causes.forbidden(mode.path(), "may not be set without ip");
    } else if (!mode.isAbsent() && !ImmutableList.of("Proxy", "VIP").contains(mode.text())) {
      causes.notSupported(mode.path(), mode.text(), ImmutableList.of("Proxy", "VIP"));
    }
    LocatedTree hostname = ingress.get("hostname");
    if (!hostname.textOrEmpty().isEmpty()) {
      causes.invalid(hostname.path(), hostname.text(), Names.dnsSubdomain(hostname.text()));
      if (Addresses.parse(hostname.text()).isPresent()) {
        causes.invalid(hostname.path(), hostname.text(), "must be a DNS name, not an IP address");
      }
    }
  }

  @Override
  public void prepareForCreate(ObjectNode tree) {
    tree.putObject("status").putObject("loadBalancer");
  }

  @Override
  public void prepareForUpdate(ObjectNode tree, ObjectNode old) {
    Trees.copyField(old, tree, "status");
    ServiceInheritance.dropTypeDependentFields(new ServiceTree(tree), new ServiceTree(old));
  }

  /**
   * defaultOnRead of the Service storage: internalTrafficPolicy comes to light when the type
   * changes, and clusterIPs are what clusterIP is.
   */
  @Override
  public ObjectNode shown(ObjectNode tree) {
    if (!new ServiceTree(tree).isExternalName()) {
      return tree;
    }
    ObjectNode shown = tree.deepCopy();
    ServiceTree service = new ServiceTree(shown);
    service.spec().remove("internalTrafficPolicy");
    if (service.clusterIps().isEmpty() && !service.clusterIp().isEmpty()) {
      service.clusterIps(ImmutableList.of(service.clusterIp()));
    }
    return shown;
  }

  @Override
  public List<String> warnings(LocatedTree tree) {
    return ServiceWarnings.of(ServiceTree.of(tree.node()));
  }

  @Override
  public List<String> statusWarnings(LocatedTree tree) {
    return tree.at(INGRESS).items().stream()
        .flatMap(i -> Addresses.warnings(i.path().toString(), i.get("ip").textOrEmpty()).stream())
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public boolean isCreatedByReplace() {
    return true;
  }
}
