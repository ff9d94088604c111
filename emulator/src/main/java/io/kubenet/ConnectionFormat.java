package io.kubenet;

/**
 * A format in which connections are written to files. Failing tests leave their last connections in
 * every format that {@link java.util.ServiceLoader} finds; {@code kubenet-html} provides pages for
 * a browser.
 */
public interface ConnectionFormat {

  /** The extension of the files' names, without the dot: {@code html}. */
  String extension();

  /** The media type of the files: {@code text/html; charset=UTF-8}. */
  String mediaType();

  /** Writes the paths of a connection in a cluster. */
  String write(Cluster cluster, Connections connections);
}
