package io.kubenet.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How the end of an HTTP/1.1 message's body is found (RFC 9112, section 6.3). */
sealed interface HttpBody {

  /** Copies the body as it is, its framing with it. */
  void copy(InputStream in, OutputStream out) throws IOException;

  /** Whether the body goes on until the connection ends. */
  default boolean endsWithConnection() {
    return false;
  }

  /** Reads the body away. */
  default void skip(InputStream in) throws IOException {
    copy(in, OutputStream.nullOutputStream());
  }

  /** The body of a request. */
  static HttpBody of(HttpHead request) throws ProtocolException {
    return framed(request).orElse(new Sized(0));
  }

  /** The body of the response to a request. */
  static HttpBody of(HttpHead request, HttpHead response) throws ProtocolException {
    int status = response.status();
    boolean isEmpty =
        request.method().equals("HEAD") || status < 200 || status == 204 || status == 304;
    return isEmpty ? new Sized(0) : framed(response).orElse(new UntilEnd());
  }

  private static Optional<HttpBody> framed(HttpHead message) throws ProtocolException {
    if (message.header("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
      return Optional.of(new Chunked());
    }
    Optional<String> length = message.header("Content-Length");
    return length.isEmpty() ? Optional.empty() : Optional.of(sized(length.get()));
  }

  private static HttpBody sized(String length) throws ProtocolException {
    try {
      return new Sized(Long.parseLong(length));
    } catch (NumberFormatException e) {
      throw new ProtocolException("'" + length + "' is not a length of a body");
    }
  }

  /**
   * A body of a known length.
   *
   * @param length the length in bytes
   */
  record Sized(long length) implements HttpBody {

    @Override
    public void copy(InputStream in, OutputStream out) throws IOException {
      byte[] buffer = new byte[8192];
      long left = length;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException("the connection ended " + left + " bytes before the body did");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }

  /** A body in chunks, each with its length before it. */
  record Chunked() implements HttpBody {

    @Override
    public void copy(InputStream in, OutputStream out) throws IOException {
      long length = copyLength(in, out);
      while (length > 0) {
        new Sized(length + 2).copy(in, out);
        length = copyLength(in, out);
      }
      copyTrailers(in, out);
    }

    private static long copyLength(InputStream in, OutputStream out) throws IOException {
      String line = copyLine(in, out);
      String digits = line.contains(";") ? line.substring(0, line.indexOf(';')) : line;
      try {
        return Long.parseLong(digits.strip(), 16);
      } catch (NumberFormatException e) {
        throw new ProtocolException("'" + line + "' is not a length of a chunk");
      }
    }

    private static void copyTrailers(InputStream in, OutputStream out) throws IOException {
      String line = copyLine(in, out);
      while (!line.isEmpty()) {
        line = copyLine(in, out);
      }
    }

    private static String copyLine(InputStream in, OutputStream out) throws IOException {
      String line =
          HttpHead.readLine(in, 8192)
              .orElseThrow(() -> new EOFException("the connection ended within a body in chunks"));
      out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      return line;
    }
  }

  /** A body that ends with the connection. */
  record UntilEnd() implements HttpBody {

    @Override
    public boolean endsWithConnection() {
      return true;
    }

    @Override
    public void copy(InputStream in, OutputStream out) throws IOException {
      in.transferTo(out);
    }
  }
}
