package io.kubenet.client;

import io.kubenet.trace.Verdict;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/**
 * One client that speaks SOCKS5 (RFC 1928): the command CONNECT, without authentication.
 *
 * @param client the client
 */
record SocksDialogue(DoorClient client) {

  static final int VERSION = 5;

  private static final int NO_AUTHENTICATION = 0;
  private static final int CONNECT = 1;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;

  private static final int SUCCEEDED = 0;
  private static final int NOT_ALLOWED = 2;
  private static final int NETWORK_UNREACHABLE = 3;
  private static final int HOST_UNREACHABLE = 4;
  private static final int CONNECTION_REFUSED = 5;
  private static final int TTL_EXPIRED = 6;
  private static final int COMMAND_NOT_SUPPORTED = 7;

  void run() throws IOException {
    DataInputStream in = new DataInputStream(client.in());
    in.readUnsignedByte();
    in.readNBytes(in.readUnsignedByte());
    client.out().write(new byte[] {VERSION, NO_AUTHENTICATION});
    in.readUnsignedByte();
    int command = in.readUnsignedByte();
    in.readUnsignedByte();
    ClientConnection.Target target = target(in);
    if (command != CONNECT) {
      reply(COMMAND_NOT_SUPPORTED);
      return;
    }
    connect(target);
  }

  private static ClientConnection.Target target(DataInputStream in) throws IOException {
    String host = host(in);
    return new ClientConnection.Target(host, in.readUnsignedShort());
  }

  private static String host(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    return switch (type) {
      case IPV4 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
      case IPV6 -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
      case NAME -> new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
      default -> throw new ProtocolException("'" + type + "' is not a type of a SOCKS5 address");
    };
  }

  private void connect(ClientConnection.Target target) throws IOException {
    LiveConnection connection;
    try {
      connection = client.network().connect(target);
    } catch (ModelVerdict verdict) {
      refuse(verdict);
      return;
    } catch (UnknownHostException e) {
      reply(HOST_UNREACHABLE);
      return;
    }
    reply(SUCCEEDED);
    client.tunnel(connection);
  }

  private void refuse(ModelVerdict verdict) throws IOException {
    if (client.waitsAfter(verdict)) {
      client.keepSilent();
      return;
    }
    reply(code(verdict.connection().verdict()));
  }

  private static int code(Verdict verdict) {
    return switch (verdict) {
      case REFUSED, RESET -> CONNECTION_REFUSED;
      case HOST_UNREACHABLE, NXDOMAIN -> HOST_UNREACHABLE;
      case NETWORK_UNREACHABLE -> NETWORK_UNREACHABLE;
      case TIMED_OUT -> TTL_EXPIRED;
      case NOT_PERMITTED -> NOT_ALLOWED;
      case ESTABLISHED -> SUCCEEDED;
    };
  }

  /** The bound address of a reply is of no use to clients: 0.0.0.0:0. */
  private void reply(int code) throws IOException {
    OutputStream out = client.out();
    out.write(new byte[] {VERSION, (byte) code, 0, IPV4, 0, 0, 0, 0, 0, 0});
    out.flush();
  }
}
