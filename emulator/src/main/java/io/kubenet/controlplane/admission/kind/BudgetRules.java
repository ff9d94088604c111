package io.kubenet.controlplane.admission.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.KindRules;
import io.kubenet.controlplane.admission.validation.MetadataRules;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/** The rules of PodDisruptionBudgets: pkg/apis/policy/validation, v1.36. */
public final class BudgetRules implements KindRules {

  private static final ImmutableList<String> POLICIES =
      ImmutableList.of("AlwaysAllow", "IfHealthyBudget");

  @Override
  public List<String> name(String name) {
    return Names.dnsSubdomain(name);
  }

  @Override
  public void complete(ObjectNode tree) {}

  @Override
  public void validate(LocatedTree tree, Causes causes) {
    LocatedTree spec = tree.get("spec");
    LocatedTree least = spec.get("minAvailable");
    LocatedTree most = spec.get("maxUnavailable");
    if (!least.isAbsent() && !most.isAbsent()) {
      causes.invalid(
          spec.path(),
          spec.node().toString(),
          "minAvailable and maxUnavailable exclude each other");
    }
    share(least, causes);
    share(most, causes);
    MetadataRules.selector(spec.get("selector"), causes);
    LocatedTree policy = spec.get("unhealthyPodEvictionPolicy");
    if (!policy.isAbsent() && !POLICIES.contains(policy.text())) {
      causes.notSupported(policy.path(), policy.text(), POLICIES);
    }
  }

  /** A number from 0, or a percentage up to a hundred. */
  private static void share(LocatedTree share, Causes causes) {
    if (share.isAbsent()) {
      return;
    }
    if (share.node().isInt()) {
      if (share.integer() < 0) {
        causes.invalid(share.path(), share.integer(), "must not be negative");
      }
      return;
    }
    if (!share.text().matches("\\d{1,6}%")) {
      causes.invalid(share.path(), share.text(), "is neither a number nor a percentage");
    } else if (Integer.parseInt(share.text().replace("%", "")) > 100) {
      causes.invalid(share.path(), share.text(), "must not be over 100%");
    }
  }
}
