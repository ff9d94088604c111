package io.kubenet.controlplane.admission.service;

import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.controlplane.admission.validation.PortFields;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a Service's ports must be: validateServicePort, and no port twice. */
final class ServicePortValidation {

  private final List<LocatedTree> ports;
  private final ServiceTree service;
  private final Causes causes;

  private ServicePortValidation(LocatedTree tree, Causes causes) {
    this.ports = tree.at(FieldPath.of("spec.ports")).items();
    this.service = ServiceTree.of(tree.node());
    this.causes = causes;
  }

  static void check(LocatedTree tree, Causes causes) {
    new ServicePortValidation(tree, causes).check();
  }

  private void check() {
    if (ports.isEmpty() && !service.isHeadless() && !service.isExternalName()) {
      causes.required(FieldPath.of("spec.ports"));
    }
    names();
    ports.forEach(this::port);
    nodePorts();
    numbers();
  }

  private void names() {
    Set<String> seen = new LinkedHashSet<>();
    for (LocatedTree port : ports) {
      LocatedTree field = port.get("name");
      String name = field.textOrEmpty();
      if (name.isEmpty() && ports.size() > 1) {
        causes.required(field.path(), "every port of several needs a name");
      } else if (!name.isEmpty()) {
        causes.invalid(field.path(), name, Names.dnsLabel(name));
        if (!seen.add(name)) {
          causes.duplicate(field.path(), name);
        }
      }
    }
  }

  private void port(LocatedTree port) {
    int number = port.get("port").integerOrZero();
    causes.invalid(port.get("port").path(), number, Names.portNumber(number));
    PortFields.protocol(port.get("protocol"), causes);
    PortFields.portReference(port.get("targetPort"), causes);
    PortFields.appProtocol(port.get("appProtocol"), causes);
  }

  private void nodePorts() {
    Set<String> seen = new LinkedHashSet<>();
    for (LocatedTree port : ports) {
      LocatedTree nodePort = port.get("nodePort");
      if (nodePort.integerOrZero() == 0) {
        continue;
      }
      if (service.isType("ClusterIP")) {
        causes.forbidden(nodePort.path(), "may not be used with type ClusterIP");
      }
      if (!seen.add(port.get("protocol").textOrEmpty() + "/" + nodePort.integer())) {
        causes.duplicate(nodePort.path(), nodePort.integer());
      }
    }
  }

  private void numbers() {
    Set<String> seen = new LinkedHashSet<>();
    for (LocatedTree port : ports) {
      String key = port.get("protocol").textOrEmpty() + "/" + port.get("port").integerOrZero();
      if (!seen.add(key)) {
        causes.duplicate(port.path(), key);
      }
    }
  }
}
