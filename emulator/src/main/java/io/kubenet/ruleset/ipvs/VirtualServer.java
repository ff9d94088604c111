package io.kubenet.ruleset.ipvs;

import com.google.common.collect.ImmutableList;
import io.kubenet.meaning.Meaning;
import io.kubenet.meaning.PortOfService;
import io.kubenet.meaning.Role;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An address and port whose connections ip_vs hands to servers.
 *
 * @param protocol the protocol
 * @param address the address and port
 * @param scheduling how a server is chosen
 * @param about the port of a Service that it serves; no listing says it
 * @param servers the servers, the one that the kernel looks at first at the head
 */
public record VirtualServer(
    Protocol protocol,
    IpPort address,
    Scheduling scheduling,
    Optional<PortOfService> about,
    List<RealServer> servers) {

  /**
   * How a server is chosen.
   *
   * @param scheduler the algorithm
   * @param hashesPort whether the source port is hashed too: {@code mh-port}, {@code sh-port}
   * @param persistence how many seconds a client keeps its server; empty where it does not
   */
  public record Scheduling(Scheduler scheduler, boolean hashesPort, OptionalInt persistence) {}

  public VirtualServer {
    servers = ImmutableList.copyOf(servers);
  }

  /** The port of a Service that it serves, or an empty text: {@code shop/api:http}. */
  public String comment() {
    return about.map(PortOfService::toString).orElse("");
  }

  /** What choosing one of its servers, or having none, is for. */
  public Meaning meaning(Role role) {
    return new Meaning(role, about);
  }

  /** This virtual server with other servers. */
  public VirtualServer withServers(List<RealServer> others) {
    return new VirtualServer(protocol, address, scheduling, about, others);
  }

  /** The service as {@code ipvsadm -S -n} lists it: {@code -A -t 10.96.0.10:80 -s rr}. */
  public String serviceText() {
    StringBuilder text = new StringBuilder("-A ");
    text.append(key()).append(" -s ").append(scheduling.scheduler());
    scheduling.persistence().ifPresent(seconds -> text.append(" -p ").append(seconds));
    if (scheduling.hashesPort()) {
      text.append(" -b ").append(scheduling.scheduler()).append("-port");
    }
    return text.toString();
  }

  /** A server as {@code ipvsadm -S -n} lists it. */
  public String serverText(RealServer server) {
    return "-a " + key() + " -r " + server.address() + " -m -w " + server.weight();
  }

  private String key() {
    return option() + " " + address;
  }

  private String option() {
    return switch (protocol) {
      case TCP -> "-t";
      case UDP -> "-u";
      default -> "--sctp-service";
    };
  }

  /** The service and its servers as {@code ipvsadm -S -n} lists them, each line ended. */
  public String text() {
    StringBuilder text = new StringBuilder(serviceText()).append('\n');
    servers.forEach(server -> text.append(serverText(server)).append('\n'));
    return text.toString();
  }

  /** {@code TCP 10.96.0.10:80}. */
  @Override
  public String toString() {
    return protocol + " " + address;
  }
}
