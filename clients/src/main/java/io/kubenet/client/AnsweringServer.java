package io.kubenet.client;

import io.kubenet.Connection;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Stands for every pod that the test named no server for: an HTTP/1.1 server whose answer says who
 * it is, what address of the client it sees, and which host it was asked for.
 */
final class AnsweringServer {

  private final ServerSocket socket;

  /** The connections in the model, by the local port of their loopback connection. */
  private final Map<Integer, Connection> openings = new ConcurrentSkipListMap<>();

  private AnsweringServer(ServerSocket socket) {
    this.socket = socket;
  }

  static AnsweringServer start() throws IOException {
    AnsweringServer server =
        new AnsweringServer(new ServerSocket(0, 256, InetAddress.getLoopbackAddress()));
    Threads.start("kubenet-answers", server::acceptAll);
    return server;
  }

  /** A loopback connection to it on which it stands for the endpoint of a connection. */
  Socket connect(Connection opening) throws IOException {
    Socket wire = new WireSocket();
    wire.bind(null);
    openings.put(wire.getLocalPort(), opening);
    wire.setTcpNoDelay(true);
    wire.connect(socket.getLocalSocketAddress());
    return wire;
  }

  private void acceptAll() {
    while (!socket.isClosed()) {
      Quietly.run(
          () -> {
            Socket accepted = socket.accept();
            Connection opening = openings.remove(accepted.getPort());
            Threads.start("kubenet-answer", () -> Quietly.run(() -> serve(accepted, opening)));
          });
    }
  }

  private static void serve(Socket accepted, Connection opening) throws IOException {
    try (Socket socket = accepted) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Optional<HttpHead> request = HttpHead.read(in);
      while (request.isPresent()) {
        HttpBody.of(request.get()).skip(in);
        answer(request.get(), opening, socket.getOutputStream());
        if (request.get().closesConnection()) {
          return;
        }
        request = HttpHead.read(in);
      }
    }
  }

  private static void answer(HttpHead request, Connection opening, OutputStream out)
      throws IOException {
    String body = text(request, opening);
    boolean hasBody = !request.method().equals("HEAD");
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + (request.closesConnection() ? "\r\nConnection: close" : "")
            + "\r\n\r\n";
    out.write((head + (hasBody ? body : "")).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** {@code shop/api-1 answered 10.244.1.3 for api.shop}. */
  private static String text(HttpHead request, Connection opening) {
    return opening.endpoint().orElseThrow()
        + " answered "
        + opening.clientIp().orElseThrow()
        + request.header("Host").map(host -> " for " + host).orElse("")
        + "\n";
  }

  void close() {
    Quietly.run(socket::close);
  }
}
