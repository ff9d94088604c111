package io.kubenet.clienttests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** As much of a Redis server as a client needs to ask for a key: its value is the server's name. */
final class RedisStub implements AutoCloseable {

  private final String name;
  private final ServerSocket listener;

  RedisStub(String name) throws IOException {
    this.name = name;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::acceptAll);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "redis-stub");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      String line = in.readLine();
      while (line != null) {
        List<String> command = new ArrayList<>();
        for (int left = Integer.parseInt(line.substring(1)); left > 0; left--) {
          in.readLine();
          command.add(in.readLine());
        }
        String answer = answer(command.get(0).toUpperCase(Locale.ROOT));
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        line = in.readLine();
      }
    } catch (IOException gone) {
      // The client has gone, which ends the dialogue.
    }
  }

  private String answer(String command) {
    return switch (command) {
      case "HELLO" -> "-ERR unknown command\r\n";
      case "PING" -> "+PONG\r\n";
      case "GET" -> "$" + name.length() + "\r\n" + name + "\r\n";
      default -> "+OK\r\n";
    };
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
