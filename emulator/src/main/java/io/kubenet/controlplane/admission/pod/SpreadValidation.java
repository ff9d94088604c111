package io.kubenet.controlplane.admission.pod;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.MetadataRules;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/** What topologySpreadConstraints must hold: validateTopologySpreadConstraints, v1.36. */
final class SpreadValidation {

  private static final List<String> ACTIONS = ImmutableList.of("DoNotSchedule", "ScheduleAnyway");
  private static final List<String> POLICIES = ImmutableList.of("Honor", "Ignore");

  private SpreadValidation() {}

  static void check(LocatedTree constraints, Causes causes) {
    List<LocatedTree> items = constraints.items();
    for (int i = 0; i < items.size(); i++) {
      constraint(items.get(i), causes);
      String kind = kind(items.get(i));
      if (items.subList(i + 1, items.size()).stream().anyMatch(o -> kind(o).equals(kind))) {
        causes.duplicate(items.get(i).path().field("{topologyKey, whenUnsatisfiable}"), kind);
      }
    }
  }

  private static String kind(LocatedTree constraint) {
    return "{%s, %s}"
        .formatted(
            constraint.get("topologyKey").textOrEmpty(),
            constraint.get("whenUnsatisfiable").textOrEmpty());
  }

  private static void constraint(LocatedTree constraint, Causes causes) {
    positive(constraint.get("maxSkew"), causes);
    if (constraint.get("topologyKey").textOrEmpty().isEmpty()) {
      causes.required(constraint.get("topologyKey").path());
    }
    LocatedTree action = constraint.get("whenUnsatisfiable");
    if (!ACTIONS.contains(action.textOrEmpty())) {
      causes.notSupported(action.path(), action.textOrEmpty(), ACTIONS);
    }
    minDomains(constraint.get("minDomains"), action.textOrEmpty(), causes);
    for (String field : ImmutableList.of("nodeAffinityPolicy", "nodeTaintsPolicy")) {
      LocatedTree policy = constraint.get(field);
      if (!policy.isAbsent() && !POLICIES.contains(policy.text())) {
        causes.notSupported(policy.path(), policy.text(), POLICIES);
      }
    }
    MatchLabelKeys.check(constraint, causes);
    MetadataRules.selector(constraint.get("labelSelector"), causes);
  }

  private static void minDomains(LocatedTree number, String action, Causes causes) {
    if (number.isAbsent()) {
      return;
    }
    positive(number, causes);
    if (!action.equals("DoNotSchedule")) {
      causes.invalid(
          number.path(), number.integer(), "may only be set where the pod must not be scheduled");
    }
  }

  private static void positive(LocatedTree number, Causes causes) {
    if (number.integerOrZero() <= 0) {
      causes.invalid(number.path(), number.integerOrZero(), "must be greater than 0");
    }
  }
}
