package io.kubenet.controlplane.diagnosis;

import io.kubenet.manifest.Place;
import java.util.Optional;

/**
 * Something that is wrong or suspicious.
 *
 * @param severity how bad it is
 * @param object what it is about: {@code Service shop/api}
 * @param place where that was written; empty for what no manifest says
 * @param problem what is wrong
 * @param remedy what to do about it
 */
public record Finding(
    Severity severity, String object, Optional<Place> place, String problem, String remedy) {

  /** How bad a finding is. */
  public enum Severity {
    /** It does not work. */
    ERROR,
    /** It works in part, or not as it seems to. */
    WARNING
  }

  /** {@code shop.yaml:14: error: Service shop/api: ...}. */
  @Override
  public String toString() {
    return "%s%s: %s: %s; %s"
        .formatted(
            place.map(p -> p + ": ").orElse(""),
            severity == Severity.ERROR ? "error" : "warning",
            object,
            problem,
            remedy);
  }
}
