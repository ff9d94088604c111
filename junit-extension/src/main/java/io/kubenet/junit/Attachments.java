package io.kubenet.junit;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.JUnitException;

/** Hands files to JUnit, in whatever way its version takes them. */
final class Attachments {

  /** JUnit's way to take files; loading one fails where JUnit is older than the way. */
  private interface Way {
    void publish(ExtensionContext context, List<Attachment> attachments);
  }

  /** Files with their media types, since 5.14; the newest first. */
  private static final List<Way> WAYS =
      List.of(
          (context, attachments) -> PublishedFiles.publish(context, attachments),
          (context, attachments) -> PublishedFolder.publish(context, attachments));

  private Attachments() {}

  static void publish(ExtensionContext context, List<Attachment> attachments) {
    for (Way way : WAYS) {
      if (isKnown(way, context, attachments)) {
        return;
      }
    }
  }

  private static boolean isKnown(Way way, ExtensionContext context, List<Attachment> attachments) {
    try {
      way.publish(context, attachments);
      return true;
    } catch (LinkageError e) {
      return false;
    } catch (JUnitException e) {
      // Not every runner takes files, whatever the way.
      return true;
    }
  }
}
