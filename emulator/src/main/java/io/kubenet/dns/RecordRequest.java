package io.kubenet.dns;

import java.util.List;
import java.util.Optional;

/**
 * A name of the cluster's zone, taken apart: parseRequest of CoreDNS' kubernetes plugin (v1.13.1).
 *
 * @param kind what is asked for
 * @param namespace the namespace; empty where the name ends before it
 * @param service the Service, or the pod's address; empty where the name ends before it
 * @param endpoint the endpoint; empty where none is named
 * @param port the port; empty for all
 * @param protocol the protocol; empty for all
 */
record RecordRequest(
    Kind kind, String namespace, String service, String endpoint, String port, String protocol) {

  /** What is asked for. */
  enum Kind {
    /** The zone itself, or svc or pod below it: names without records. */
    APEX,
    SERVICE,
    POD
  }

  private static final RecordRequest APEX = new RecordRequest(Kind.APEX, "", "", "", "", "");

  /** Takes the labels in front of the zone apart; empty if no record can have such a name. */
  static Optional<RecordRequest> parse(List<String> labels) {
    int last = labels.size() - 1;
    if (last < 0) {
      return Optional.of(APEX);
    }
    Optional<Kind> kind = kind(labels.get(last));
    if (kind.isEmpty() || last > 4) {
      return Optional.empty();
    }
    return Optional.of(last == 0 ? APEX : of(kind.get(), labels));
  }

  private static RecordRequest of(Kind kind, List<String> labels) {
    int size = labels.size();
    String namespace = labels.get(size - 2);
    String service = size > 2 ? labels.get(size - 3) : "";
    if (size < 5) {
      return new RecordRequest(kind, namespace, service, size == 4 ? labels.get(0) : "", "", "");
    }
    return new RecordRequest(
        kind,
        namespace,
        service,
        "",
        withoutUnderscore(labels.get(0)),
        withoutUnderscore(labels.get(1)));
  }

  private static Optional<Kind> kind(String label) {
    return switch (label) {
      case "svc" -> Optional.of(Kind.SERVICE);
      case "pod" -> Optional.of(Kind.POD);
      default -> Optional.empty();
    };
  }

  private static String withoutUnderscore(String label) {
    return label.startsWith("_") ? label.substring(1) : label;
  }

  /** Whether a port with this name and protocol is meant. */
  boolean meansPort(String name, String protocolName) {
    return (port.isEmpty() || port.equalsIgnoreCase(name))
        && (protocol.isEmpty() || protocol.equalsIgnoreCase(protocolName));
  }
}
