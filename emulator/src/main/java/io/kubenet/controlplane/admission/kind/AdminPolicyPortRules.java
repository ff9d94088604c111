package io.kubenet.controlplane.admission.kind;

import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.controlplane.admission.validation.PortFields;
import io.kubenet.manifest.LocatedTree;

/** The rules of the ports of AdminNetworkPolicies. */
public final class AdminPolicyPortRules {

  private AdminPolicyPortRules() {}

  static void validate(LocatedTree port, Causes causes) {
    AdminPolicyRules.exactlyOne(port, causes);
    LocatedTree number = port.get("portNumber");
    LocatedTree range = port.get("portRange");
    if (!number.isAbsent()) {
      PortFields.protocol(number.get("protocol"), causes);
      number(number.get("port"), causes);
    }
    if (!range.isAbsent()) {
      range(range, causes);
    }
  }

  private static void range(LocatedTree range, Causes causes) {
    PortFields.protocol(range.get("protocol"), causes);
    number(range.get("start"), causes);
    number(range.get("end"), causes);
    int start = range.get("start").integerOrZero();
    int end = range.get("end").integerOrZero();
    if (end <= start) {
      causes.invalid(range.get("end").path(), end, "must be greater than start " + start);
    }
  }

  private static void number(LocatedTree number, Causes causes) {
    int port = number.integerOrZero();
    causes.invalid(number.path(), port, Names.portNumber(port));
  }
}
