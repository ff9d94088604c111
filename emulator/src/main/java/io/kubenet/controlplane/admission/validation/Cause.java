package io.kubenet.controlplane.admission.validation;

import io.kubenet.manifest.FieldPath;

/**
 * One thing that is wrong with an object.
 *
 * @param path the field
 * @param reason the kind of error
 * @param message what is wrong, to be read after the path
 */
public record Cause(FieldPath path, CauseReason reason, String message) {

  /** {@code spec.ports[0].port 70000 must be between 1 and 65535}. */
  @Override
  public String toString() {
    return path + " " + message;
  }
}
