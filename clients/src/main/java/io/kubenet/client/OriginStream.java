package io.kubenet.client;

import java.io.IOException;
import java.io.OutputStream;

/** Writes to a connection of the model. */
final class OriginStream extends OutputStream {

  private final LiveConnection connection;

  OriginStream(LiveConnection connection) {
    this.connection = connection;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    connection.write(bytes, offset, length);
  }
}
