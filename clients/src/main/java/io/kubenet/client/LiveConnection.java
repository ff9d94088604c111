package io.kubenet.client;

import io.kubenet.Cluster;
import io.kubenet.Connection;
import io.kubenet.OpenConnection;
import io.kubenet.trace.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A client's connection that carries bytes: its packets go the model's way, its bytes go over a
 * loopback connection to the server of this JVM that stands for the endpoint.
 *
 * <p>Each write is a further packet of the connection in the model, so conntrack, rules, and what
 * became of the endpoint decide what the client sees: its bytes arrive, or nothing comes back, or
 * the connection is reset.
 */
final class LiveConnection {

  /**
   * How long Linux sends again what nobody acknowledges: 924.6 seconds, as {@code
   * net.ipv4.tcp_retries2} of 15 is described in ip-sysctl of Linux 6.18.
   */
  static final Duration LONGEST_SILENCE = Duration.ofMillis(924_600);

  /** The timeout of a reader that waits as long as nothing changes: its client's own clock runs. */
  static final int UNTIL_CHANGE = -1;

  /** What the client's socket knows of the connection. */
  private enum Fate {
    /** Packets come through. */
    OPEN,
    /** The endpoint closed it, with a FIN. */
    ENDED,
    /** The client sent more after that, which a RST answered: what it reads is still the end. */
    BROKEN,
    /** A RST came. */
    RESET,
    /** Nothing comes back any more. */
    SILENT,
    /** The client closed it. */
    CLOSED
  }

  private final Cluster cluster;
  private final OpenConnection open;
  private final Socket wire;
  private final ByteArrayOutputStream unacknowledged = new ByteArrayOutputStream();
  private final ConnectionLog.Entry entry;
  private Fate fate = Fate.OPEN;

  LiveConnection(Cluster cluster, OpenConnection open, Socket wire, ConnectionLog.Entry entry) {
    this.cluster = cluster;
    this.open = open;
    this.wire = wire;
    this.entry = entry;
  }

  /** How it was opened. */
  Connection opening() {
    return open.opening();
  }

  /** The loopback connection to the server. */
  Socket wire() {
    return wire;
  }

  /**
   * Reads what the server sends.
   *
   * @param timeout the client's SO_TIMEOUT in milliseconds, 0 for none, or {@link #UNTIL_CHANGE}
   * @return how many bytes were read; -1 after the end
   * @throws SocketTimeoutException if nothing comes for so long: virtual time where the connection
   *     is silent, real time where the server is slow
   * @throws SocketException if the connection was reset or closed
   */
  int read(byte[] bytes, int offset, int length, int timeout) throws IOException {
    while (true) {
      Fate known = fate();
      if (known == Fate.SILENT) {
        awaitSilence(timeout);
        continue;
      }
      if (known != Fate.OPEN) {
        return readEnd(known);
      }
      int read = readWire(bytes, offset, length, timeout);
      if (read > 0 && fate() == Fate.OPEN) {
        entry.answered();
        return read;
      }
      if (read <= 0 && fate() == Fate.OPEN) {
        return read;
      }
    }
  }

  /**
   * What the wire gives; its end where that was taken away meanwhile, to look at the fate again.
   */
  private int readWire(byte[] bytes, int offset, int length, int timeout) throws IOException {
    try {
      wire.setSoTimeout(Math.max(timeout, 0));
      return wire.getInputStream().read(bytes, offset, length);
    } catch (SocketTimeoutException e) {
      if (fate() == Fate.OPEN) {
        throw e;
      }
      return -1;
    } catch (SocketException e) {
      if (fate() == Fate.OPEN) {
        throw e;
      }
      return -1;
    }
  }

  private int readEnd(Fate known) throws IOException {
    if (known == Fate.ENDED || known == Fate.BROKEN) {
      return -1;
    }
    throw known == Fate.RESET ? failed("Connection reset") : new SocketException("Socket closed");
  }

  /**
   * Nothing comes: the client's own timeout ends the wait, or the kernel's where it has sent
   * something; a client that has done neither waits until the cluster changes.
   */
  private void awaitSilence(int timeout) throws IOException {
    if (timeout > 0) {
      cluster.advance(Duration.ofMillis(timeout));
      throw timedOut();
    }
    if (timeout != UNTIL_CHANGE && hasUnacknowledged()) {
      cluster.advance(LONGEST_SILENCE);
      end(Fate.RESET);
      throw failed("Connection timed out");
    }
    awaitAnotherFate();
  }

  private SocketTimeoutException timedOut() {
    SocketTimeoutException timeout = new SocketTimeoutException("Read timed out");
    timeout.initCause(new ModelVerdict(entry.last()));
    return timeout;
  }

  private SocketException failed(String message) {
    SocketException failure = new SocketException(message);
    failure.initCause(new ModelVerdict(entry.last()));
    return failure;
  }

  private synchronized boolean hasUnacknowledged() {
    return unacknowledged.size() > 0;
  }

  private synchronized void awaitAnotherFate() throws IOException {
    while (fate == Fate.SILENT) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SocketException("Closed by interrupt");
      }
    }
  }

  /**
   * Sends bytes to the server.
   *
   * @throws SocketException if the connection was reset or closed before
   */
  void write(byte[] bytes, int offset, int length) throws IOException {
    synchronized (this) {
      if (fate == Fate.RESET || fate == Fate.BROKEN) {
        throw failed("Broken pipe");
      }
      if (fate == Fate.CLOSED) {
        throw new SocketException("Socket closed");
      }
      if (fate == Fate.ENDED) {
        end(Fate.BROKEN);
        return;
      }
      entry.asked();
      probe();
      if (fate == Fate.SILENT) {
        unacknowledged.write(bytes, offset, length);
      }
      if (fate != Fate.OPEN) {
        return;
      }
    }
    wire.getOutputStream().write(bytes, offset, length);
  }

  /** Sends one packet in the model, and learns from it. */
  private void probe() {
    if (!open.isOpen()) {
      return;
    }
    Connection sent = open.send();
    entry.sent(sent);
    if (sent.verdict() == Verdict.ESTABLISHED) {
      return;
    }
    end(sent.verdict() == Verdict.RESET ? Fate.RESET : Fate.SILENT);
  }

  /**
   * The cluster has changed: packets may fare otherwise now. Both ends learn of it at once, as by a
   * keepalive probe.
   */
  void followCluster() throws IOException {
    synchronized (this) {
      if (fate != Fate.OPEN && fate != Fate.SILENT) {
        return;
      }
      if (!open.isServed()) {
        end(Fate.ENDED);
        return;
      }
      Fate before = fate;
      fate = Fate.OPEN;
      probe();
      if (fate != Fate.OPEN || before == Fate.OPEN) {
        return;
      }
      notifyAll();
    }
    sendAgain();
  }

  /** Packets come through again: what was not acknowledged is sent again, and arrives. */
  private void sendAgain() throws IOException {
    byte[] pending;
    synchronized (this) {
      pending = unacknowledged.toByteArray();
      unacknowledged.reset();
    }
    wire.getOutputStream().write(pending);
  }

  private synchronized Fate fate() {
    return fate;
  }

  /** Takes a fate that reads must see: whoever waits for the wire looks again. */
  private synchronized void end(Fate other) {
    if (fate == other) {
      return;
    }
    fate = other;
    notifyAll();
    if (other != Fate.SILENT) {
      Quietly.run(wire::shutdownInput);
    }
    if (other == Fate.RESET || other == Fate.ENDED) {
      Quietly.run(wire::close);
    }
  }

  /** Says that no more bytes come from the client: half of the connection is closed. */
  void shutdownOutput() throws IOException {
    if (fate() == Fate.OPEN) {
      wire.shutdownOutput();
    }
  }

  /** Closes it; the server is told as far as packets come through. */
  synchronized void close() throws IOException {
    if (fate == Fate.OPEN && open.isOpen()) {
      open.close();
    }
    end(Fate.CLOSED);
    entry.closed();
    wire.close();
  }

  /** How many bytes can be read at once. */
  int available() throws IOException {
    return fate() == Fate.OPEN ? wire.getInputStream().available() : 0;
  }

  /** Whether the client can still learn something of it. */
  boolean isFollowed() {
    Fate known = fate();
    return known == Fate.OPEN || known == Fate.SILENT;
  }
}
