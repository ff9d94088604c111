package io.kubenet.cli;

import io.kubenet.Cluster;
import io.kubenet.Connection;
import io.kubenet.explain.ExplainedText;
import io.kubenet.explain.SeenAddress;
import io.kubenet.net.IpAddress;
import io.kubenet.trace.ObjectRef;
import io.kubenet.trace.Trace;
import java.util.Optional;

/**
 * A connection in plain words.
 *
 * @param cluster where it was made; it knows what was written where
 * @param connection the connection
 */
record Explained(Cluster cluster, Connection connection) {

  String text() {
    ExplainedText ways = new ExplainedText(this::placeOf);
    String request = connection.request().map(trace -> ways.of(trace) + "\n").orElse("");
    String reply =
        connection
            .reply()
            .map(trace -> "reply\n  " + trace.packet() + "\n" + ways.of(trace) + "\n")
            .orElse("");
    return connection.title() + "\n  " + connection.summary() + client() + "\n" + request + reply;
  }

  private Optional<String> placeOf(ObjectRef object) {
    return cluster.placeOf(object.kind() + "/" + object.name());
  }

  private String client() {
    Optional<IpAddress> sent =
        connection.request().map(Trace::packet).map(packet -> packet.source());
    return connection
        .clientIp()
        .map(seen -> "\n  which sees " + SeenAddress.of(sent, seen))
        .orElse("");
  }
}
