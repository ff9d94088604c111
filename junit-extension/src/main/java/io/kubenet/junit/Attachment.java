package io.kubenet.junit;

import com.google.common.collect.ImmutableList;
import io.kubenet.Cluster;
import io.kubenet.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that a failing test leaves behind.
 *
 * @param name its name
 * @param mediaType what it holds, as HTTP says it
 * @param content its text
 */
record Attachment(String name, String mediaType, String content) {

  private static final String PLAIN = "text/plain; charset=UTF-8";
  private static final String HTML = "text/html; charset=UTF-8";

  /**
   * What a failing test leaves of its cluster: its manifest, the story, and a page a connection.
   */
  static List<Attachment> of(Cluster cluster, ClusterDiagnostics diagnostics) {
    ImmutableList.Builder<Attachment> attachments = ImmutableList.builder();
    attachments.add(new Attachment("cluster.yaml", PLAIN, cluster.manifest()));
    attachments.add(new Attachment("failure.txt", PLAIN, diagnostics.getMessage()));
    int number = 1;
    for (Connections connections : cluster.recent()) {
      String name = "connection-" + number++ + ".html";
      attachments.add(new Attachment(name, HTML, cluster.toHtml(connections)));
    }
    return attachments.build();
  }

  void writeTo(Path file) throws IOException {
    Files.writeString(file, content);
  }
}
