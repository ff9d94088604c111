package io.kubenet.controlplane.reader;

import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.Namespace;

/** Reads admitted Namespaces. */
public final class NamespaceReader {

  private NamespaceReader() {}

  public static Namespace read(ManifestObject object) {
    return new Namespace(
        object.name(), Fields.texts(object.located().get("metadata").get("labels")));
  }
}
