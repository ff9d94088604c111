package io.kubenet.controlplane.admission.workload;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.MetadataRules;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.model.LabelSelector;
import java.util.List;

/** How the selector of a workload must fit its template (apps and core validation.go, v1.36). */
final class SelectorValidation {

  /** These take it from what they make or from their template. */
  private static final List<String> WITHOUT = ImmutableList.of("Job", "CronJob");

  private final String kind;
  private final Causes causes;

  private SelectorValidation(String kind, Causes causes) {
    this.kind = kind;
    this.causes = causes;
  }

  static SelectorValidation of(String kind, Causes causes) {
    return new SelectorValidation(kind, causes);
  }

  /** Finds what is wrong with a selector; gives whether its template is looked at too. */
  boolean check(LocatedTree selector, LocatedTree template) {
    if (WITHOUT.contains(kind)) {
      return true;
    }
    if (kind.equals("ReplicationController")) {
      ofLabels(selector, template);
      return true;
    }
    int before = causes.size();
    MetadataRules.selector(selector, causes);
    boolean isReadable = causes.size() == before;
    presence(selector);
    if (isReadable) {
      matches(selector, template);
    } else if (!kind.equals("DaemonSet")) {
      causes.invalid(selector.path(), selector.node(), "is no selector");
    }
    return isReadable || kind.equals("DaemonSet");
  }

  private void presence(LocatedTree selector) {
    if (selector.isAbsent()) {
      if (!kind.equals("DaemonSet")) {
        causes.required(selector.path());
      }
    } else if (selector.get("matchLabels").fields().isEmpty()
        && selector.get("matchExpressions").items().isEmpty()) {
      causes.invalid(selector.path(), "{}", "may not be empty");
    }
  }

  /** No selector matches nothing, and an empty one everything (LabelSelectorAsSelector). */
  private void matches(LocatedTree selector, LocatedTree template) {
    LocatedTree labels = template.get("metadata").get("labels");
    if (selector.isAbsent() || !selector(selector).matches(labels.textsByKey())) {
      causes.invalid(
          labels.path(),
          labels.textsByKey(),
          "must have what selector asks for: "
              + (selector.isAbsent() ? "nothing" : selector(selector)));
    }
  }

  private static LabelSelector selector(LocatedTree selector) {
    return new LabelSelector(
        selector.get("matchLabels").textsByKey(),
        selector.get("matchExpressions").items().stream()
            .map(SelectorValidation::requirement)
            .toList());
  }

  private static LabelSelector.Requirement requirement(LocatedTree requirement) {
    return new LabelSelector.Requirement(
        requirement.get("key").textOrEmpty(),
        LabelSelector.Operator.of(requirement.get("operator").textOrEmpty()).orElseThrow(),
        requirement.get("values").texts());
  }

  /** ValidateReplicationControllerSpec: its selector is a map of labels. */
  private void ofLabels(LocatedTree selector, LocatedTree template) {
    LocatedTree labels = template.get("metadata").get("labels");
    if (selector.fields().isEmpty()) {
      causes.required(selector.path());
    }
    if (!labels.textsByKey().entrySet().containsAll(selector.textsByKey().entrySet())) {
      causes.invalid(labels.path(), labels.textsByKey(), "must have what selector asks for");
    }
  }
}
