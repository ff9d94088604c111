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
    return write("shop.yaml", manifest());
  }

  /** The shop, with a cache that serves the client and not the API. */
  String shopWithOtherPolicy() throws IOException {
    int policy = manifest().indexOf("kind: NetworkPolicy");
    return write(
        "after.yaml",
        manifest().substring(0, policy)
            + manifest().substring(policy).replaceFirst("app: api", "app: client"));
  }

  String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String manifest() {
    return CommandRun.of("demo", "--manifest").out();
  }
}
