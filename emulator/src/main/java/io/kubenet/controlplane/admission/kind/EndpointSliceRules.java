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
import java.util.function.Function;

/** The rules of EndpointSlices: pkg/apis/discovery, and the strategy of its registry. */
final class EndpointSliceRules implements KindRules {

  private static final FieldPath ADDRESS_TYPE = FieldPath.of("addressType");
  private static final FieldPath MANAGED_BY =
      FieldPath.of("metadata.labels").key("endpointslice.kubernetes.io/managed-by");
  private static final List<String> CONTROLLERS =
      ImmutableList.of(
          "endpointslice-controller.k8s.io", "endpointslicemirroring-controller.k8s.io");
  private static final List<String> ADDRESS_TYPES = ImmutableList.of("FQDN", "IPv4", "IPv6");
  private static final int MOST_ADDRESSES = 100;
  private static final int MOST_ENDPOINTS = 1000;
  private static final int MOST_PORTS = 20000;
  private static final int MOST_HINTS = 8;

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
      endpoints.items().forEach(endpoint -> endpoint(endpoint, type, causes));
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

  private static void endpoint(LocatedTree endpoint, String type, Causes causes) {
    LocatedTree addresses = endpoint.get("addresses");
    int count = addresses.items().size();
    if (count == 0) {
      causes.required(addresses.path(), "at least one address");
    } else if (count > MOST_ADDRESSES) {
      causes.tooMany(addresses.path(), count, MOST_ADDRESSES);
    }
    addresses.items().forEach(address -> address(address, type, causes));
    LocatedTree node = endpoint.get("nodeName");
    if (!node.isAbsent()) {
      causes.invalid(node.path(), node.text(), Names.dnsSubdomain(node.text()));
    }
    LocatedTree hostname = endpoint.get("hostname");
    if (!hostname.isAbsent()) {
      causes.invalid(hostname.path(), hostname.text(), Names.dnsLabel(hostname.text()));
    }
    LocatedTree hints = endpoint.get("hints");
    hints(hints.get("forZones"), Names::labelValue, causes);
    if (hints.get("forZones").items().size() <= MOST_HINTS) {
      // validateHints returns at too many zones.
      hints(hints.get("forNodes"), Names::dnsSubdomain, causes);
    }
  }

  private static void address(LocatedTree address, String type, Causes causes) {
    String text = address.text();
    if (type.equals("FQDN")) {
      fullyQualifiedDomain(address, causes);
    } else if (type.equals("IPv4") || type.equals("IPv6")) {
      boolean isIpv4 = type.equals("IPv4");
      List<String> broken = isIpv4 ? Addresses.address(text) : Addresses.canonicalAddress(text);
      causes.invalid(address.path(), text, broken);
      if (broken.isEmpty()) {
        if (Addresses.isIpv4(text) != isIpv4) {
          // The API blames the list for an address of the wrong family.
          causes.invalid(address.path().parent(), text, "must be an " + type + " address");
        }
        causes.invalid(address.path(), text, Addresses.endpoint(text));
      }
    }
  }

  /** IsFullyQualifiedDomainName: all that is wrong is one cause. */
  private static void fullyQualifiedDomain(LocatedTree address, Causes causes) {
    List<String> broken = Names.fullyQualifiedDomain(address.text());
    if (address.text().isEmpty()) {
      causes.required(address.path());
    } else if (!broken.isEmpty()) {
      causes.invalid(address.path(), address.text(), String.join(", ", broken));
    }
  }

  private static void hints(LocatedTree hints, Function<String, List<String>> rule, Causes causes) {
    if (hints.items().size() > MOST_HINTS) {
      causes.tooMany(hints.path(), hints.items().size(), MOST_HINTS);
      return;
    }
    Set<String> seen = new LinkedHashSet<>();
    for (LocatedTree hint : hints.items()) {
      LocatedTree name = hint.get("name");
      if (!seen.add(name.textOrEmpty())) {
        causes.duplicate(name.path(), name.textOrEmpty());
      }
      causes.invalid(name.path(), name.textOrEmpty(), rule.apply(name.textOrEmpty()));
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
