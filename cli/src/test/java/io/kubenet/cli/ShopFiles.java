package io.kubenet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The demo's shop in files of a test's own.
 *
 * @param folder where they are
 */
record ShopFiles(Path folder) {

  String shop() throws IOException {
    return write("shop.yaml", text());
  }

  /** The shop, with a cache that serves the client and not the API. */
  String shopWithOtherPolicy() throws IOException {
    int policy = text().indexOf("kind: NetworkPolicy");
    return write(
        "after.yaml",
        text().substring(0, policy)
            + text().substring(policy).replaceFirst("app: api", "app: client"));
  }

  String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  /** The shop. */
  String text() {
    return CommandRun.of("demo", "--manifest").out();
  }
}
