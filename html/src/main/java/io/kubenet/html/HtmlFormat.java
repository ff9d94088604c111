package io.kubenet.html;

import io.kubenet.Cluster;
import io.kubenet.ConnectionFormat;
import io.kubenet.Connections;

/**
 * Lets failing tests leave a page of each connection, wherever this library is on the class path.
 */
public final class HtmlFormat implements ConnectionFormat {

  /** Made by {@link java.util.ServiceLoader}. */
  public HtmlFormat() {}

  @Override
  public String extension() {
    return "html";
  }

  @Override
  public String mediaType() {
    return "text/html; charset=UTF-8";
  }

  @Override
  public String write(Cluster cluster, Connections connections) {
    return Pages.of(cluster, connections);
  }
}
