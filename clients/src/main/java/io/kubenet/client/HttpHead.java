package io.kubenet.client;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The first line and the headers of an HTTP/1.1 message (RFC 9112).
 *
 * @param start the request line or the status line
 * @param headers the header lines, in order
 */
record HttpHead(String start, List<String> headers) {

  private static final int MOST_BYTES = 1 << 20;

  HttpHead {
    headers = ImmutableList.copyOf(headers);
  }

  /**
   * Reads one from a connection.
   *
   * @return empty where the connection ended before it
   * @throws ProtocolException if it is longer than a mebibyte, or ends within
   */
  static Optional<HttpHead> read(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    int budget = MOST_BYTES;
    Optional<String> line = readLine(in, budget);
    while (line.isPresent() && !(line.get().isEmpty() && !lines.isEmpty())) {
      if (!line.get().isEmpty()) {
        lines.add(line.get());
      }
      budget -= line.get().length() + 2;
      line = readLine(in, budget);
    }
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    if (line.isEmpty()) {
      throw new ProtocolException("the connection ended within the headers of a message");
    }
    return Optional.of(new HttpHead(lines.get(0), lines.subList(1, lines.size())));
  }

  /** One line without its end; empty at the end of the connection. */
  static Optional<String> readLine(InputStream in, int most) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    while (next >= 0 && next != '\n') {
      line.append((char) next);
      if (line.length() > most) {
        throw new ProtocolException("the headers of a message are longer than a mebibyte");
      }
      next = in.read();
    }
    if (next < 0 && line.length() == 0) {
      return Optional.empty();
    }
    int end = line.length();
    return Optional.of(
        end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString());
  }

  private List<String> words() {
    return Splitter.on(' ').omitEmptyStrings().splitToList(start);
  }

  /** The method of a request. */
  String method() {
    return words().get(0);
  }

  /** The target of a request, as it was sent. */
  String target() throws ProtocolException {
    List<String> words = words();
    if (words.size() != 3) {
      throw new ProtocolException("'" + start + "' is not a request line");
    }
    return words.get(1);
  }

  /** The status of a response. */
  int status() throws ProtocolException {
    List<String> words = words();
    try {
      return Integer.parseInt(words.get(1));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new ProtocolException("'" + start + "' is not a status line");
    }
  }

  /** The value of the first header of a name. */
  Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> isNamed(header, name))
        .map(header -> header.substring(name.length() + 1).strip())
        .findFirst();
  }

  private static boolean isNamed(String header, String name) {
    return header.length() > name.length()
        && header.charAt(name.length()) == ':'
        && header.regionMatches(true, 0, name, 0, name.length());
  }

  /** Whether whoever sent it closes the connection after this message. */
  boolean closesConnection() {
    boolean isOld = start.endsWith("HTTP/1.0") || start.startsWith("HTTP/1.0");
    Optional<String> connection = header("Connection");
    return connection.map("close"::equalsIgnoreCase).orElse(isOld);
  }

  /**
   * The request as the origin server gets it: without the authority, and without what is a proxy's.
   */
  HttpHead forOrigin(String path) {
    return new HttpHead(
        method() + " " + path + " HTTP/1.1",
        headers.stream()
            .filter(header -> !isNamed(header, "Proxy-Connection"))
            .filter(header -> !isNamed(header, "Proxy-Authorization"))
            .collect(ImmutableList.toImmutableList()));
  }

  byte[] bytes() {
    StringBuilder text = new StringBuilder();
    Stream.concat(Stream.of(start), headers.stream())
        .forEach(line -> text.append(line).append("\r\n"));
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
