package io.kubenet.client;

import io.kubenet.trace.Verdict;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One client that speaks HTTP/1.1 to the proxy: CONNECT, or requests with absolute URIs.
 *
 * <p>Each authority that the client asks for over its connection has a connection of its own in the
 * model: clients that pool one connection to a proxy for all hosts do not mix them up there.
 */
final class HttpDialogue {

  private final DoorClient client;
  private final InputStream in;
  private final Map<ClientConnection.Target, Origin> origins = new LinkedHashMap<>();

  /** A connection to an origin server, and what it sends. */
  private record Origin(LiveConnection connection, InputStream in) {

    static Origin of(LiveConnection connection) {
      return new Origin(
          connection,
          new BufferedInputStream(
              new InputStream() {
                @Override
                public int read() throws IOException {
                  byte[] one = new byte[1];
                  return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                  return connection.read(bytes, offset, length, LiveConnection.UNTIL_CHANGE);
                }
              }));
    }

    void send(byte[] bytes) throws IOException {
      connection.write(bytes, 0, bytes.length);
    }
  }

  HttpDialogue(DoorClient client) {
    this.client = client;
    this.in = new BufferedInputStream(client.in());
  }

  void run() throws IOException {
    try {
      Optional<HttpHead> request = HttpHead.read(in);
      while (request.isPresent() && isAnswered(request.get())) {
        request = HttpHead.read(in);
      }
    } catch (ProtocolException e) {
      answer(400, "Bad Request", e.getMessage());
    } finally {
      for (Origin origin : origins.values()) {
        origin.connection().close();
      }
    }
  }

  /** Whether the client may send another request after this one. */
  private boolean isAnswered(HttpHead request) throws IOException {
    try {
      return request.method().equals("CONNECT") ? tunnel(request) : forward(request);
    } catch (ModelVerdict verdict) {
      return refuse(verdict);
    } catch (UnknownHostException e) {
      answer(502, "Bad Gateway", e.getMessage());
      return true;
    }
  }

  private boolean tunnel(HttpHead request) throws IOException {
    ClientConnection.Target target = authority(request.target(), 443);
    LiveConnection connection = client.network().connect(target);
    client
        .out()
        .write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    new DoorClient(client.network(), client.socket(), in).tunnel(connection);
    return false;
  }

  private boolean forward(HttpHead request) throws IOException {
    URI uri = uri(request.target());
    Origin origin = origin(authority(uri.getRawAuthority(), 80));
    acceptBody(request);
    origin.send(request.forOrigin(path(uri)).bytes());
    HttpBody.of(request).copy(in, new OriginStream(origin.connection()));
    return answerFrom(origin, request);
  }

  private static URI uri(String target) throws ProtocolException {
    try {
      URI uri = URI.create(target);
      if ("http".equalsIgnoreCase(uri.getScheme()) && uri.getRawAuthority() != null) {
        return uri;
      }
    } catch (IllegalArgumentException malformed) {
      throw new ProtocolException("'" + target + "' is not a URI");
    }
    throw new ProtocolException("'" + target + "' is not an absolute URI of http");
  }

  private static String path(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static ClientConnection.Target authority(String authority, int defaultPort)
      throws ProtocolException {
    String plain = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = plain.lastIndexOf(':');
    boolean hasPort = colon > plain.lastIndexOf(']');
    String host = hasPort ? plain.substring(0, colon) : plain;
    try {
      return new ClientConnection.Target(
          host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
          hasPort ? Integer.parseInt(plain.substring(colon + 1)) : defaultPort);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("'" + authority + "' is not HOST:PORT");
    }
  }

  /** The connection that is there for the authority, or a new one where that has ended. */
  private Origin origin(ClientConnection.Target target) throws IOException {
    Origin known = origins.get(target);
    if (known != null && known.connection().isFollowed()) {
      return known;
    }
    Origin made = Origin.of(client.network().connect(target));
    origins.put(target, made);
    return made;
  }

  /** A client that asks before it sends a body may send it. */
  private void acceptBody(HttpHead request) throws IOException {
    if (request.header("Expect").filter("100-continue"::equalsIgnoreCase).isPresent()) {
      client.out().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private boolean answerFrom(Origin origin, HttpHead request) throws IOException {
    Optional<HttpHead> response = HttpHead.read(origin.in());
    while (response.isPresent() && response.get().status() == 100) {
      response = HttpHead.read(origin.in());
    }
    if (response.isEmpty()) {
      answer(502, "Bad Gateway", "the endpoint closed the connection without an answer");
      return false;
    }
    HttpBody body = HttpBody.of(request, response.get());
    client.out().write(response.get().bytes());
    body.copy(origin.in(), client.out());
    client.out().flush();
    return !body.endsWithConnection()
        && !response.get().closesConnection()
        && !request.closesConnection();
  }

  private boolean refuse(ModelVerdict verdict) throws IOException {
    if (client.waitsAfter(verdict)) {
      client.keepSilent();
      return false;
    }
    boolean isSilent = verdict.connection().verdict() == Verdict.TIMED_OUT;
    answer(
        isSilent ? 504 : 502, isSilent ? "Gateway Timeout" : "Bad Gateway", verdict.getMessage());
    return true;
  }

  private void answer(int status, String reason, String text) throws IOException {
    byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 "
            + status
            + " "
            + reason
            + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    client.out().write(head.getBytes(StandardCharsets.US_ASCII));
    client.out().write(body);
    client.out().flush();
  }
}
