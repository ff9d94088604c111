package io.kubenet.controlplane.admission.validation;

import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/** What fields must be that name a port, in whatever kind of object. */
public final class PortFields {

  static final List<String> PROTOCOLS = ImmutableList.of("SCTP", "TCP", "UDP");

  private PortFields() {}

  /** A protocol must be TCP, UDP or SCTP. */
  public static void protocol(LocatedTree protocol, Causes causes) {
    if (!PROTOCOLS.contains(protocol.textOrEmpty())) {
      causes.notSupported(protocol.path(), protocol.textOrEmpty(), PROTOCOLS);
    }
  }

  /** ValidatePortNumOrName. */
  public static void portReference(LocatedTree port, Causes causes) {
    if (port.node().isTextual()) {
      causes.invalid(port.path(), port.text(), Names.port(port.text()));
    } else {
      causes.invalid(port.path(), port.integerOrZero(), Names.portNumber(port.integerOrZero()));
    }
  }

  /** An application protocol is a qualified name, where there is one. */
  public static void appProtocol(LocatedTree protocol, Causes causes) {
    if (!protocol.isAbsent()) {
      causes.invalid(protocol.path(), protocol.text(), Names.qualified(protocol.text()));
    }
  }
}
