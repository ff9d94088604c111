package io.kubenet.client;

import io.kubenet.trace.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A client of the proxy.
 *
 * @param network where its connections are made
 * @param socket its connection to the proxy
 * @param in what it sends; some of it may have been read ahead
 */
record DoorClient(ClientNetwork network, Socket socket, InputStream in) {

  OutputStream out() throws IOException {
    return socket.getOutputStream();
  }

  /**
   * Whether nothing comes back to a client of a real socket, and this one is to be left waiting.
   */
  boolean waitsAfter(ModelVerdict verdict) {
    return verdict.connection().verdict() == Verdict.TIMED_OUT
        && network.silence() == DoorSilence.KEEP_WAITING;
  }

  /** Says nothing until the client gives up. */
  void keepSilent() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  /** Carries bytes both ways until both have ended, or one was reset. */
  void tunnel(LiveConnection connection) throws IOException {
    Threads.start("kubenet-door-upload", () -> Quietly.run(() -> upload(connection)));
    try {
      download(connection, out());
      socket.shutdownOutput();
    } catch (IOException reset) {
      reset();
    } finally {
      connection.close();
    }
  }

  private void upload(LiveConnection connection) throws IOException {
    byte[] buffer = new byte[16_384];
    int read = in.read(buffer);
    while (read >= 0) {
      connection.write(buffer, 0, read);
      read = in.read(buffer);
    }
    connection.shutdownOutput();
  }

  private static void download(LiveConnection connection, OutputStream out) throws IOException {
    byte[] buffer = new byte[16_384];
    int read = connection.read(buffer, 0, buffer.length, LiveConnection.UNTIL_CHANGE);
    while (read >= 0) {
      out.write(buffer, 0, read);
      read = connection.read(buffer, 0, buffer.length, LiveConnection.UNTIL_CHANGE);
    }
  }

  /** Ends the client's connection with a RST. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
