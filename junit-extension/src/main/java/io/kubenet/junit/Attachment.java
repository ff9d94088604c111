package io.kubenet.junit;

import com.google.common.collect.ImmutableList;
import io.kubenet.Cluster;
import io.kubenet.ConnectionFormat;
import io.kubenet.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A file that a failing test leaves behind.
 *
 * @param name its name
 * @param mediaType what it holds, as HTTP says it
 * @param content its text
 */
record Attachment(String name, String mediaType, String content) {

  private static final String PLAIN = "text/plain; charset=UTF-8";

  /**
   * What a failing test leaves of its cluster: its manifest, the story, and a file for each of the
   * last connections in every format that is on the class path.
   */
  static List<Attachment> of(Cluster cluster, ClusterDiagnostics diagnostics) {
    ImmutableList.Builder<Attachment> attachments = ImmutableList.builder();
    attachments.add(new Attachment("cluster.yaml", PLAIN, cluster.manifest()));
    attachments.add(new Attachment("failure.txt", PLAIN, diagnostics.getMessage()));
    ServiceLoader.load(ConnectionFormat.class, ConnectionFormat.class.getClassLoader())
        .forEach(format -> attachments.addAll(connections(cluster, format)));
    return attachments.build();
  }

  private static List<Attachment> connections(Cluster cluster, ConnectionFormat format) {
    ImmutableList.Builder<Attachment> attachments = ImmutableList.builder();
    int number = 1;
    for (Connections connections : cluster.recent()) {
      String name = "connection-" + number++ + "." + format.extension();
      attachments.add(new Attachment(name, format.mediaType(), format.write(cluster, connections)));
    }
    return attachments.build();
  }

  void writeTo(Path file) throws IOException {
    Files.writeString(file, content);
  }
}
