package io.kubenet.client;

import com.google.common.collect.ImmutableList;
import io.kubenet.Connection;
import java.util.ArrayList;
import java.util.List;

/** The connections of one client network, in the order in which they were asked for. */
final class ConnectionLog {

  private final List<Entry> entries = new ArrayList<>();

  /** Begins to note what becomes of a connection. */
  synchronized Entry begin(ClientConnection.Target target, Connection opening) {
    Entry entry = new Entry(target, opening);
    entries.add(entry);
    return entry;
  }

  synchronized List<ClientConnection> connections() {
    return entries.stream().map(Entry::snapshot).collect(ImmutableList.toImmutableList());
  }

  /** What is known of one connection so far. */
  static final class Entry {

    private final ClientConnection.Target target;
    private final Connection opening;
    private Connection last;
    private int requests;
    private boolean isAnswered = true;
    private boolean isClosed;

    private Entry(ClientConnection.Target target, Connection opening) {
      this.target = target;
      this.opening = opening;
      this.last = opening;
      this.isClosed = !opening.isEstablished();
    }

    /** The client sends: a request begins with the first bytes after an answer. */
    synchronized void asked() {
      if (isAnswered) {
        requests++;
      }
      isAnswered = false;
    }

    /** The server's bytes have come. */
    synchronized void answered() {
      isAnswered = true;
    }

    synchronized void sent(Connection packet) {
      last = packet;
    }

    synchronized void closed() {
      isClosed = true;
    }

    /** The last packet's story. */
    synchronized Connection last() {
      return last;
    }

    private synchronized ClientConnection snapshot() {
      return new ClientConnection(target, opening, last, requests, !isClosed);
    }
  }
}
