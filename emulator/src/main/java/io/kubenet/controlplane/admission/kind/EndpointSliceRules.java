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
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rules of EndpointSlices: pkg/apis/discovery, and the strategy of its registry. */
public final class EndpointSliceRules implements KindRules {

  private static final FieldPath ADDRESS_TYPE = FieldPath.of("addressType");
  private static final FieldPath MANAGED_BY =
      FieldPath.of("metadata.labels").key("endpointslice.kubernetes.io/managed-by");
  private static final List<String> CONTROLLERS =
      ImmutableList.of(
          "endpointslice-controller.k8s.io", "endpointslicemirroring-controller.k8s.io");
  private static final List<String> ADDRESS_TYPES = ImmutableList.of("FQDN", "IPv4", "IPv6");
  private static final int MOST_ENDPOINTS = 1000;
  private static final int MOST_PORTS = 20000;

  @Override
  public List<String> name(String name) {
    return Names.dnsSubdomain(name);
  }

  @Override
  public void complete(ObjectNode tree) {
    for (ObjectNode port : Trees.objects(tree, "ports")) {
      Trees.fill(port, "name", "");
      if (!port.has("protocol")) {
        port.put("protocol", "TCP");
      }
    }
    for (ObjectNode endpoint : Trees.objects(tree, "endpoints")) {
      Trees.object(endpoint, "conditions");
      // dropTopologyOnV1: the field is only there for v1beta1.
      endpoint.remove("deprecatedTopology");
    }
  }

  /** ValidateEndpointSliceUpdate judges a changed slice as a new one, and no more. */
  @Override
  public void validateChangedMetadata(LocatedTree tree, Causes causes) {
    MetadataRules.create(tree, this::name, causes);
  }

  @Override
  public void validate(LocatedTree tree, Causes causes) {
    frame(tree, causes);
    endpoints(tree, causes);
  }

  private static void frame(LocatedTree tree, Causes causes) {
    String type = tree.at(ADDRESS_TYPE).textOrEmpty();
    if (type.isEmpty()) {
      causes.required(ADDRESS_TYPE);
    } else if (!ADDRESS_TYPES.contains(type)) {
      causes.notSupported(ADDRESS_TYPE, type, ADDRESS_TYPES);
    }
    ports(tree.get("ports"), causes);
  }

  private static void endpoints(LocatedTree tree, Causes causes) {
    String type = tree.at(ADDRESS_TYPE).textOrEmpty();
    LocatedTree endpoints = tree.get("endpoints");
    if (endpoints.items().size() > MOST_ENDPOINTS) {
      causes.tooMany(endpoints.path(), endpoints.items().size(), MOST_ENDPOINTS);
    } else {
      endpoints.items().forEach(new SliceEndpointValidation(type, causes)::check);
    }
  }

  /** Endpoints that stay as they are are not judged again. */
  @Override
  public void validateUpdate(LocatedTree tree, LocatedTree old, Causes causes) {
    frame(tree, causes);
    if (!tree.get("endpoints").node().equals(old.get("endpoints").node())) {
      endpoints(tree, causes);
    }
    String before = old.at(ADDRESS_TYPE).textOrEmpty();
    String after = tree.at(ADDRESS_TYPE).textOrEmpty();
    if (!before.equals(after)) {
      causes.invalid(ADDRESS_TYPE, after, "may not change, as it was " + before);
    }
  }

  private static void ports(LocatedTree ports, Causes causes) {
    if (ports.items().size() > MOST_PORTS) {
      causes.tooMany(ports.path(), ports.items().size(), MOST_PORTS);
      return;
    }
    Set<String> seen = new LinkedHashSet<>();
    for (LocatedTree port : ports.items()) {
      String name = port.get("name").textOrEmpty();
      if (!name.isEmpty()) {
        causes.invalid(port.get("name").path(), name, Names.dnsLabel(name));
      }
      if (!seen.add(name)) {
        causes.duplicate(port.get("name").path(), name);
      }
      PortFields.protocol(port.get("protocol"), causes);
      PortFields.appProtocol(port.get("appProtocol"), causes);
    }
  }

  @Override
  public void prepareForCreate(ObjectNode tree) {}

  @Override
  public void prepareForUpdate(ObjectNode tree, ObjectNode old) {}

  @Override
  public List<String> warnings(LocatedTree tree) {
    return tree.at(ADDRESS_TYPE).textOrEmpty().equals("FQDN")
        ? ImmutableList.<String>builder()
            .add("addressType: endpoints of type FQDN are deprecated")
            .addAll(addressWarnings(tree))
            .build()
        : addressWarnings(tree);
  }

  /** warnOnBadIPs: what the controllers wrote is not looked at. */
  @Override
  public List<String> updateWarnings(LocatedTree tree, LocatedTree old) {
    return addressWarnings(tree);
  }

  private static List<String> addressWarnings(LocatedTree tree) {
    ImmutableList.Builder<String> warnings = ImmutableList.builder();
    if (CONTROLLERS.contains(tree.at(MANAGED_BY).textOrEmpty())) {
      return warnings.build();
    }
    for (LocatedTree endpoint : tree.get("endpoints").items()) {
      for (LocatedTree address : endpoint.get("addresses").items()) {
        warnings.addAll(Addresses.warnings(address.path().toString(), address.text()));
      }
    }
    return warnings.build();
  }
}
