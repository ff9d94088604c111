package io.kubenet.controlplane.admission.workload;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/** How workloads may go from one template to the next (apps validation.go, v1.36). */
final class UpdateStrategyValidation {

  private static final List<String> TYPES = ImmutableList.of("OnDelete", "RollingUpdate");

  /** The number that stands for each share that is left out and not 0. */
  private static final int SOME = 1;

  private final Causes causes;

  UpdateStrategyValidation(Causes causes) {
    this.causes = causes;
  }

  /** ValidateDeploymentStrategy. */
  void deployment(LocatedTree strategy) {
    String type = strategy.get("type").textOrEmpty();
    LocatedTree rolling = strategy.get("rollingUpdate");
    if (type.equals("Recreate")) {
      if (!rolling.isAbsent()) {
        causes.forbidden(rolling.path(), "must be left out where the type is Recreate");
      }
    } else if (type.isEmpty() || type.equals("RollingUpdate")) {
      LocatedTree unavailable = rolling.get("maxUnavailable");
      share(unavailable);
      share(rolling.get("maxSurge"));
      if (number(unavailable, SOME) == 0 && number(rolling.get("maxSurge"), SOME) == 0) {
        causes.invalid(unavailable.path(), 0, "must not be 0 with maxSurge 0");
      }
      notMoreThanAll(unavailable);
    } else {
      causes.notSupported(strategy.path(), type, ImmutableList.of("Recreate", "RollingUpdate"));
    }
  }

  /** ValidateDaemonSetUpdateStrategy. */
  void daemonSet(LocatedTree strategy) {
    String type = strategy.get("type").textOrEmpty();
    if (type.isEmpty() || type.equals("RollingUpdate")) {
      rollingDaemons(strategy.get("rollingUpdate"));
    } else if (!type.equals("OnDelete")) {
      causes.notSupported(strategy.path(), type, TYPES);
    }
  }

  private void rollingDaemons(LocatedTree rolling) {
    LocatedTree unavailable = rolling.get("maxUnavailable");
    LocatedTree surge = rolling.get("maxSurge");
    share(unavailable);
    share(surge);
    notMoreThanAll(unavailable);
    notMoreThanAll(surge);
    boolean isUnavailable = number(unavailable, SOME) != 0;
    boolean isSurging = number(surge, 0) != 0;
    if (isUnavailable && isSurging) {
      causes.invalid(surge.path(), surge.node().asText(), "must be 0 where maxUnavailable is not");
    } else if (!isUnavailable && !isSurging) {
      causes.required(unavailable.path(), "must not be 0 with maxSurge 0");
    }
  }

  /** ValidateStatefulSetSpec: a wrong type blames the strategy. */
  void statefulSet(LocatedTree strategy) {
    String type = strategy.get("type").textOrEmpty();
    LocatedTree rolling = strategy.get("rollingUpdate");
    if (type.isEmpty() || type.equals("RollingUpdate")) {
      notNegative(rolling.get("partition"));
    } else if (!type.equals("OnDelete")) {
      causes.invalid(strategy.path(), type, "must be RollingUpdate or OnDelete");
    } else if (!rolling.isAbsent()) {
      causes.invalid(rolling.path(), rolling.node(), "is for the type RollingUpdate alone");
    }
  }

  /** ValidatePositiveIntOrPercent. */
  private void share(LocatedTree share) {
    if (share.node().isInt()) {
      notNegative(share);
    } else if (!share.isAbsent() && !isPercentage(share)) {
      causes.invalid(share.path(), share.node().asText(), "must be a number or a percentage");
    }
  }

  /** IsNotMoreThan100Percent. */
  private void notMoreThanAll(LocatedTree share) {
    if (isPercentage(share) && number(share, 0) > 100) {
      causes.invalid(share.path(), share.text(), "must not be more than 100%");
    }
  }

  private static boolean isPercentage(LocatedTree share) {
    return share.node().asText().matches("[0-9]+%");
  }

  /** getIntOrPercentValue: a text that is neither is 0. */
  private static int number(LocatedTree share, int otherwise) {
    if (share.isAbsent()) {
      return otherwise;
    }
    String text = share.node().asText();
    Integer number = Ints.tryParse(isPercentage(share) ? text.replace("%", "") : text);
    return number == null ? 0 : number;
  }

  private void notNegative(LocatedTree number) {
    if (number.integerOrZero() < 0) {
      causes.invalid(number.path(), number.integer(), "must not be negative");
    }
  }
}
