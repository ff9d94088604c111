package io.kubenet.manifest;

/**
 * How much text there may be, so that a load that does not fit is refused before memory runs out.
 *
 * @param heap the bytes that objects may take
 */
record TextLimit(long heap) {

  /** A cluster of 2,000 Services and 20,000 endpoints took between 22 and 43 bytes a character. */
  private static final int BYTES_A_CHARACTER = 32;

  private static final int MEGABYTE = 1 << 20;

  static TextLimit ofThisJvm() {
    return new TextLimit(Runtime.getRuntime().maxMemory());
  }

  /**
   * Refuses texts that are too long.
   *
   * @param name the text that is one too many
   * @param length how long it is, with those before it
   * @throws ManifestException if that is too long
   */
  void check(String name, long length) {
    if (length > heap / BYTES_A_CHARACTER) {
      throw new ManifestException(
          new Place(name, 1),
          FieldPath.ROOT,
          "%d MB of manifests do not fit: a heap of %d MB takes the objects of %d MB; see java -Xmx"
              .formatted(length / MEGABYTE, heap / MEGABYTE, heap / BYTES_A_CHARACTER / MEGABYTE));
    }
  }
}
