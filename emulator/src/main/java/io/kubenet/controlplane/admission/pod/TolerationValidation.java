package io.kubenet.controlplane.admission.pod;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/** What tolerations must hold: ValidateTolerations, v1.36. */
final class TolerationValidation {

  private static final List<String> OPERATORS = ImmutableList.of("Equal", "Exists");
  private static final List<String> EFFECTS =
      ImmutableList.of("NoSchedule", "PreferNoSchedule", "NoExecute");

  private TolerationValidation() {}

  static void check(LocatedTree tolerations, Causes causes) {
    tolerations.items().forEach(toleration -> toleration(toleration, causes));
  }

  private static void toleration(LocatedTree toleration, Causes causes) {
    LocatedTree key = toleration.get("key");
    LocatedTree operator = toleration.get("operator");
    LocatedTree effect = toleration.get("effect");
    if (!key.textOrEmpty().isEmpty()) {
      causes.invalid(key.path(), key.text(), Names.qualified(key.text()));
    } else if (!operator.textOrEmpty().equals("Exists")) {
      causes.invalid(operator.path(), operator.textOrEmpty(), "must be Exists without a key");
    }
    if (!toleration.get("tolerationSeconds").isAbsent()
        && !effect.textOrEmpty().equals("NoExecute")) {
      causes.invalid(
          effect.path(), effect.textOrEmpty(), "must be NoExecute with tolerationSeconds");
    }
    value(operator, toleration.get("value").textOrEmpty(), causes);
    if (!effect.textOrEmpty().isEmpty() && !EFFECTS.contains(effect.text())) {
      causes.notSupported(effect.path(), effect.text(), EFFECTS);
    }
  }

  /** The API blames the operator for the value. */
  private static void value(LocatedTree operator, String value, Causes causes) {
    switch (operator.textOrEmpty()) {
      case "", "Equal" -> {
        List<String> broken = Names.labelValue(value);
        if (!broken.isEmpty()) {
          causes.invalid(operator.path(), value, String.join(", ", broken));
        }
      }
      case "Exists" -> {
        if (!value.isEmpty()) {
          causes.invalid(operator.path(), value, "may not be a value of operator Exists");
        }
      }
      default -> causes.notSupported(operator.path(), operator.text(), OPERATORS);
    }
  }
}
