package io.kubenet.manifest;

/**
 * A line of a file.
 *
 * @param file the file as it was named; {@code -} for the standard input
 * @param line the line, counted from 1
 */
public record Place(String file, int line) {

  /** {@code shop.yaml:14}. */
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
