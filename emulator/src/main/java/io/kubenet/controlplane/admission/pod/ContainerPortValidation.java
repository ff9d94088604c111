package io.kubenet.controlplane.admission.pod;

import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.controlplane.admission.validation.PortFields;
import io.kubenet.manifest.LocatedTree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the ports of one container must be: validateContainerPorts. */
final class ContainerPortValidation {

  private ContainerPortValidation() {}

  static void check(LocatedTree ports, Causes causes) {
    Set<String> names = new LinkedHashSet<>();
    for (LocatedTree port : ports.items()) {
      name(port.get("name"), names, causes);
      LocatedTree number = port.get("containerPort");
      if (number.integerOrZero() == 0) {
        causes.required(number.path());
      } else {
        causes.invalid(number.path(), number.integer(), Names.portNumber(number.integer()));
      }
      LocatedTree hostPort = port.get("hostPort");
      if (hostPort.integerOrZero() != 0) {
        causes.invalid(hostPort.path(), hostPort.integer(), Names.portNumber(hostPort.integer()));
      }
      PortFields.protocol(port.get("protocol"), causes);
    }
  }

  private static void name(LocatedTree field, Set<String> names, Causes causes) {
    String name = field.textOrEmpty();
    if (name.isEmpty()) {
      return;
    }
    List<String> broken = Names.port(name);
    causes.invalid(field.path(), name, broken);
    if (broken.isEmpty() && !names.add(name)) {
      causes.duplicate(field.path(), name);
    }
  }
}
