package io.kubenet.controlplane.admission.pod;

import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.manifest.LocatedTree;

/**
 * What matchLabelKeys and mismatchLabelKeys must be: ValidateMatchLabelKeysAndMismatchLabelKeys,
 * v1.36.
 */
final class MatchLabelKeys {

  private MatchLabelKeys() {}

  /** Checks those of a spread constraint, or of a term of pod affinity. */
  static void check(LocatedTree holder, Causes causes) {
    LocatedTree selector = holder.get("labelSelector");
    LocatedTree mismatch = holder.get("mismatchLabelKeys");
    keys(holder.get("matchLabelKeys"), selector, causes);
    keys(mismatch, selector, causes);
    for (LocatedTree key : holder.get("matchLabelKeys").items()) {
      if (mismatch.texts().contains(key.text())) {
        causes.invalid(key.path(), key.text(), "may not be among mismatchLabelKeys too");
      }
    }
  }

  /** validateLabelKeys. */
  private static void keys(LocatedTree keys, LocatedTree selector, Causes causes) {
    if (!keys.items().isEmpty() && selector.isAbsent()) {
      causes.forbidden(keys.path(), "may not be set without labelSelector");
      return;
    }
    for (LocatedTree key : keys.items()) {
      causes.invalid(key.path(), key.text(), Names.qualified(key.text()));
    }
  }
}
