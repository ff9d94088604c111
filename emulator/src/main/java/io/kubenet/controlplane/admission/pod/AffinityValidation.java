package io.kubenet.controlplane.admission.pod;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.MetadataRules;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.manifest.LocatedTree;
import java.util.Optional;

/** What affinity must hold: validateAffinity, v1.36. */
final class AffinityValidation {

  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
  private static final int HEAVIEST = 100;

  private final Causes causes;

  private AffinityValidation(Causes causes) {
    this.causes = causes;
  }

  static void check(LocatedTree affinity, Causes causes) {
    AffinityValidation validation = new AffinityValidation(causes);
    validation.nodes(affinity.get("nodeAffinity"));
    validation.pods(affinity.get("podAffinity"));
    validation.pods(affinity.get("podAntiAffinity"));
  }

  private void nodes(LocatedTree affinity) {
    LocatedTree required = affinity.get(REQUIRED);
    if (!required.isAbsent()) {
      LocatedTree terms = required.get("nodeSelectorTerms");
      if (terms.items().isEmpty()) {
        causes.required(terms.path(), "at least one term");
      }
      for (LocatedTree term : terms.items()) {
        term(term);
        term.get("matchExpressions").items().forEach(this::values);
      }
    }
    for (LocatedTree preference : affinity.get(PREFERRED).items()) {
      weight(preference.get("weight"));
      term(preference.get("preference"));
    }
  }

  private void term(LocatedTree term) {
    term.get("matchExpressions").items().forEach(this::requirement);
    term.get("matchFields").items().forEach(this::field);
  }

  /** ValidateNodeSelectorRequirement, but for the values, which no preference is judged by. */
  private void requirement(LocatedTree requirement) {
    LocatedTree values = requirement.get("values");
    LocatedTree operator = requirement.get("operator");
    LocatedTree key = requirement.get("key");
    switch (operator.textOrEmpty()) {
      case "In", "NotIn" -> requireValues(values, Optional.empty());
      case "Gt", "Lt" -> requireValues(values, Optional.of(1));
      case "Exists", "DoesNotExist" -> {
        if (!values.items().isEmpty()) {
          causes.forbidden(values.path(), "may not be set with operator " + operator.text());
        }
      }
      default ->
          causes.invalid(
              operator.path(),
              operator.textOrEmpty(),
              "must be In, NotIn, Exists, DoesNotExist, Gt or Lt");
    }
    causes.invalid(key.path(), key.textOrEmpty(), Names.qualified(key.textOrEmpty()));
  }

  private void requireValues(LocatedTree values, Optional<Integer> number) {
    boolean isRight = number.map(n -> n == values.items().size()).orElse(!values.items().isEmpty());
    if (!isRight) {
      causes.required(values.path(), number.isPresent() ? "one value" : "at least one value");
    }
  }

  private void values(LocatedTree requirement) {
    for (LocatedTree value : requirement.get("values").items()) {
      causes.invalid(value.path(), value.text(), Names.labelValue(value.text()));
    }
  }

  /** ValidateNodeFieldSelectorRequirement. */
  private void field(LocatedTree requirement) {
    LocatedTree key = requirement.get("key");
    LocatedTree operator = requirement.get("operator");
    LocatedTree values = requirement.get("values");
    if (ImmutableList.of("In", "NotIn").contains(operator.textOrEmpty())) {
      requireValues(values, Optional.of(1));
    } else {
      causes.invalid(operator.path(), operator.textOrEmpty(), "must be In or NotIn");
    }
    if (!key.textOrEmpty().equals("metadata.name")) {
      causes.invalid(key.path(), key.textOrEmpty(), "must be metadata.name");
      return;
    }
    for (LocatedTree value : values.items()) {
      causes.invalid(value.path(), value.text(), Names.dnsSubdomain(value.text()));
    }
  }

  private void pods(LocatedTree affinity) {
    affinity.get(REQUIRED).items().forEach(this::podTerm);
    for (LocatedTree preference : affinity.get(PREFERRED).items()) {
      weight(preference.get("weight"));
      podTerm(preference.get("podAffinityTerm"));
    }
  }

  /** validatePodAffinityTerm: the path of a namespace is that of a field that there is not. */
  private void podTerm(LocatedTree term) {
    MetadataRules.selector(term.get("labelSelector"), causes);
    MetadataRules.selector(term.get("namespaceSelector"), causes);
    for (String namespace : term.get("namespaces").texts()) {
      causes.invalid(term.path().field("namespace"), namespace, Names.dnsLabel(namespace));
    }
    MatchLabelKeys.check(term, causes);
    LocatedTree key = term.get("topologyKey");
    if (key.textOrEmpty().isEmpty()) {
      causes.required(key.path());
    }
    causes.invalid(key.path(), key.textOrEmpty(), Names.qualified(key.textOrEmpty()));
  }

  private void weight(LocatedTree weight) {
    int number = weight.integerOrZero();
    if (number < 1 || number > HEAVIEST) {
      causes.invalid(weight.path(), number, "must be between 1 and " + HEAVIEST);
    }
  }
}
