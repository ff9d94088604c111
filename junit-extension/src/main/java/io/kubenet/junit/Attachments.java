package io.kubenet.junit;

import io.kubenet.Cluster;
import java.nio.file.Files;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The files of a failing test. Apart, because older versions of JUnit can't load this class. */
final class Attachments {

  private Attachments() {}

  static void publish(ExtensionContext context, Cluster cluster, ClusterDiagnostics diagnostics) {
    context.publishFile(
        "cluster.yaml",
        MediaType.TEXT_PLAIN_UTF_8,
        file -> Files.writeString(file, cluster.manifest()));
    context.publishFile(
        "failure.txt",
        MediaType.TEXT_PLAIN_UTF_8,
        file -> Files.writeString(file, diagnostics.getMessage()));
  }
}
