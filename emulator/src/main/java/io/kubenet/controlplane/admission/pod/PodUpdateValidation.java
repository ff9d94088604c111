package io.kubenet.controlplane.admission.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/** What a change of a pod's spec may not do: ValidatePodUpdate, v1.36. */
final class PodUpdateValidation {

  private static final List<String> OPEN_FIELDS =
      ImmutableList.of("activeDeadlineSeconds", "tolerations", "schedulingGates");

  private final LocatedTree spec;
  private final LocatedTree old;
  private final Causes causes;

  private PodUpdateValidation(LocatedTree spec, LocatedTree old, Causes causes) {
    this.spec = spec;
    this.old = old;
    this.causes = causes;
  }

  static void check(LocatedTree spec, LocatedTree old, Causes causes) {
    new PodUpdateValidation(spec, old, causes).check();
  }

  private void check() {
    for (String field : PodRules.CONTAINERS) {
      if (spec.get(field).items().size() != old.get(field).items().size()) {
        causes.forbidden(spec.get(field).path(), "pod updates may not add or remove containers");
        return;
      }
      spec.get(field).items().forEach(this::image);
    }
    if (isDeadlineWrong()) {
      return;
    }
    tolerations();
    gates();
    if (isGated()) {
      nodeSelector();
    }
    if (!fixed(spec).equals(fixed(old))) {
      causes.forbidden(
          spec.path(),
          "pod updates may not change fields other than images, activeDeadlineSeconds and"
              + " tolerations");
    }
  }

  /** ValidateContainerUpdates says once more what validation has said. */
  private void image(LocatedTree container) {
    LocatedTree image = container.get("image");
    if (image.textOrEmpty().isEmpty()) {
      causes.required(image.path());
    }
    if (!image.textOrEmpty().strip().equals(image.textOrEmpty())) {
      causes.invalid(image.path(), image.text(), "must not have spaces at its ends");
    }
  }

  /** Whether nothing else is looked at: the deadline may come, and come nearer. */
  private boolean isDeadlineWrong() {
    LocatedTree after = spec.get("activeDeadlineSeconds");
    LocatedTree before = old.get("activeDeadlineSeconds");
    if (after.isAbsent()) {
      if (!before.isAbsent()) {
        causes.invalid(after.path(), "", "may not be removed once it is set");
      }
      return false;
    }
    long seconds = after.node().longValue();
    boolean isOutOfRange = seconds < 0 || seconds > Integer.MAX_VALUE;
    boolean isLater = !before.isAbsent() && before.node().longValue() < seconds;
    if (isOutOfRange || isLater) {
      causes.invalid(after.path(), seconds, "must not be more than it was");
    }
    return isOutOfRange || isLater;
  }

  /** validateOnlyAddedTolerations. */
  private void tolerations() {
    LocatedTree tolerations = spec.get("tolerations");
    if (withoutSeconds(tolerations).containsAll(withoutSeconds(old.get("tolerations")))) {
      TolerationValidation.check(tolerations, causes);
    } else {
      causes.forbidden(tolerations.path(), "may only be added to");
    }
  }

  private static List<JsonNode> withoutSeconds(LocatedTree tolerations) {
    return tolerations.items().stream()
        .map(toleration -> (ObjectNode) toleration.node().deepCopy())
        .map(toleration -> toleration.without("tolerationSeconds"))
        .map(JsonNode.class::cast)
        .toList();
  }

  private void gates() {
    List<String> before =
        old.get("schedulingGates").items().stream().map(g -> g.get("name").textOrEmpty()).toList();
    for (LocatedTree gate : spec.get("schedulingGates").items()) {
      if (!before.contains(gate.get("name").textOrEmpty())) {
        causes.forbidden(gate.get("name").path(), "may not be added to a pod that is there");
      }
    }
  }

  private boolean isGated() {
    return !old.get("schedulingGates").items().isEmpty();
  }

  private void nodeSelector() {
    LocatedTree selector = spec.get("nodeSelector");
    if (!selector
        .textsByKey()
        .entrySet()
        .containsAll(old.get("nodeSelector").textsByKey().entrySet())) {
      causes.invalid(selector.path(), selector.textsByKey(), "may only be added to");
    }
  }

  /** A pod's spec without what may change. */
  private JsonNode fixed(LocatedTree pod) {
    ObjectNode copy = pod.node().deepCopy();
    copy.remove(OPEN_FIELDS);
    if (isGated()) {
      copy.remove("nodeSelector");
    }
    PodDefaults.containers(copy).forEach(container -> container.remove("image"));
    return copy;
  }
}
