package io.kubenet.cli;

import io.kubenet.net.Protocol;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which connection is asked about. */
final class ProbeOptions {

  @Option(
      names = "--from",
      required = true,
      paramLabel = "SOURCE",
      description = "pod/NAMESPACE/NAME, node/NAME or external/IP.")
  private String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "TARGET",
      description = "IP:PORT, [IPV6]:PORT, or NAME:PORT with a name that the source resolves.")
  private String to;

  @Option(
      names = "--protocol",
      defaultValue = "TCP",
      converter = ProtocolConverter.class,
      description = "TCP, UDP or SCTP.")
  private Protocol protocol;

  @Option(
      names = "--via",
      paramLabel = "NODE",
      description = "The node that an external host's packet for an address of no node reaches.")
  private Optional<String> via;

  /** Reads protocols. */
  static final class ProtocolConverter implements ITypeConverter<Protocol> {
    @Override
    public Protocol convert(String name) {
      try {
        return Probe.protocol(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  Probe probe() {
    return new Probe(from, to, protocol, via);
  }
}
