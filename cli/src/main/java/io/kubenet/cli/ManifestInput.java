package io.kubenet.cli;

import io.kubenet.Manifests;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A manifest as the command line names it.
 *
 * @param name its name: a file, a folder, or {@code -} for the standard input
 * @param addition adds it to those before it
 */
record ManifestInput(String name, UnaryOperator<Manifests> addition) {

  private static final String STANDARD_INPUT = "-";

  static ManifestInput of(String name) {
    return name.equals(STANDARD_INPUT)
        ? of(ManifestReader.source(name, System.in))
        : new ManifestInput(name, before -> before.withFile(Path.of(name)));
  }

  static ManifestInput of(TextSource source) {
    return new ManifestInput(
        source.name(), before -> before.withText(source.name(), source.text()));
  }

  /** All of them, in their order. */
  static Manifests all(List<ManifestInput> inputs) {
    Manifests manifests = Manifests.none();
    for (ManifestInput input : inputs) {
      manifests = input.addition().apply(manifests);
    }
    return manifests;
  }
}
