package io.kubenet.junit;

import java.util.List;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Files with their media types. Apart, because JUnit before 5.14 can't load this class. */
final class PublishedFiles {

  private PublishedFiles() {}

  static void publish(ExtensionContext context, List<Attachment> attachments) {
    for (Attachment attachment : attachments) {
      context.publishFile(
          attachment.name(), MediaType.parse(attachment.mediaType()), attachment::writeTo);
    }
  }
}
