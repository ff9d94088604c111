package io.kubenet.junit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Files in a folder: all that JUnit 5.12 and 5.13 take without a type that 6.0 takes back. Apart,
 * because older ones take no files.
 */
final class PublishedFolder {

  private PublishedFolder() {}

  static void publish(ExtensionContext context, List<Attachment> attachments) {
    context.publishDirectory("cluster", folder -> write(attachments, folder));
  }

  private static void write(List<Attachment> attachments, Path folder) throws IOException {
    for (Attachment attachment : attachments) {
      attachment.writeTo(folder.resolve(attachment.name()));
    }
  }
}
