package io.kubenet.client;

import io.kubenet.Connection;
import java.io.IOException;

/**
 * Why a socket failed: the connection in the model, with its whole trace. It is the cause of the
 * exception that the client sees, so that the report of a failing test prints it.
 */
public final class ModelVerdict extends IOException {

  private static final long serialVersionUID = 1;

  private final transient Connection connection;

  ModelVerdict(Connection connection) {
    super(connection.toString());
    this.connection = connection;
  }

  /** The connection that was not established, or no longer is. */
  public Connection connection() {
    return connection;
  }
}
