package io.kubenet.controlplane.admission.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.KindRules;
import io.kubenet.controlplane.admission.validation.MetadataRules;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.controlplane.admission.validation.PortFields;
import io.kubenet.controlplane.admission.validation.Trees;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/** The rules of Endpoints objects: ValidateEndpoints of pkg/apis/core/validation, v1.36. */
public final class EndpointsRules implements KindRules {

  @Override
  public List<String> name(String name) {
    return Names.dnsSubdomain(name);
  }

  @Override
  public void complete(ObjectNode tree) {
    for (ObjectNode subset : Trees.objects(tree, "subsets")) {
      Trees.objects(subset, "ports").forEach(port -> Trees.fill(port, "protocol", "TCP"));
    }
  }

  @Override
  public void validateChangedMetadata(LocatedTree tree, Causes causes) {
    MetadataRules.changed(tree, causes);
    MetadataRules.create(tree, this::name, causes);
  }

  /** The kind itself is deprecated since v1.33, of which each request is told. */
  @Override
  public List<String> deprecations() {
    return ImmutableList.of("v1 Endpoints is deprecated, use discovery.k8s.io/v1 EndpointSlice");
  }

  @Override
  public boolean isCreatedByReplace() {
    return true;
  }

  @Override
  public void validate(LocatedTree tree, Causes causes) {
    tree.get("subsets").items().forEach(subset -> subset(subset, causes));
  }

  @Override
  public void validateUpdate(LocatedTree tree, LocatedTree old, Causes causes) {
    if (!tree.get("subsets").node().equals(old.get("subsets").node())) {
      validate(tree, causes);
    }
  }

  private static void subset(LocatedTree subset, Causes causes) {
    LocatedTree addresses = subset.get("addresses");
    LocatedTree notReady = subset.get("notReadyAddresses");
    if (addresses.items().isEmpty() && notReady.items().isEmpty()) {
      causes.required(subset.path(), "addresses or notReadyAddresses");
    }
    addresses.items().forEach(address -> address(address, causes));
    notReady.items().forEach(address -> address(address, causes));
    List<LocatedTree> ports = subset.get("ports").items();
    for (LocatedTree port : ports) {
      if (ports.size() > 1 && port.get("name").textOrEmpty().isEmpty()) {
        causes.required(port.get("name").path(), "every port of several needs a name");
      }
      port(port, causes);
    }
  }

  private static void address(LocatedTree address, Causes causes) {
    LocatedTree ip = address.get("ip");
    String text = ip.textOrEmpty();
    causes.invalid(ip.path(), text, Addresses.address(text));
    causes.invalid(
        ip.path(),
        text,
        Addresses.parse(text).isPresent()
            ? Addresses.endpoint(text)
            : ImmutableList.of("must be an address that others know"));
    LocatedTree hostname = address.get("hostname");
    if (!hostname.textOrEmpty().isEmpty()) {
      causes.invalid(hostname.path(), hostname.text(), Names.dnsLabel(hostname.text()));
    }
    LocatedTree node = address.get("nodeName");
    if (!node.isAbsent()) {
      causes.invalid(node.path(), node.text(), Names.dnsSubdomain(node.text()));
    }
  }

  private static void port(LocatedTree port, Causes causes) {
    LocatedTree name = port.get("name");
    if (!name.textOrEmpty().isEmpty()) {
      causes.invalid(name.path(), name.text(), Names.dnsLabel(name.text()));
    }
    int number = port.get("port").integerOrZero();
    causes.invalid(port.get("port").path(), number, Names.portNumber(number));
    PortFields.protocol(port.get("protocol"), causes);
    PortFields.appProtocol(port.get("appProtocol"), causes);
  }

  @Override
  public void prepareForCreate(ObjectNode tree) {}

  @Override
  public void prepareForUpdate(ObjectNode tree, ObjectNode old) {}

  @Override
  public List<String> warnings(LocatedTree tree) {
    ImmutableList.Builder<String> warnings = ImmutableList.builder();
    for (LocatedTree subset : tree.get("subsets").items()) {
      for (String field : ImmutableList.of("addresses", "notReadyAddresses")) {
        for (LocatedTree address : subset.get(field).items()) {
          LocatedTree ip = address.get("ip");
          warnings.addAll(Addresses.warnings(ip.path().toString(), ip.textOrEmpty()));
        }
      }
    }
    return warnings.build();
  }
}
