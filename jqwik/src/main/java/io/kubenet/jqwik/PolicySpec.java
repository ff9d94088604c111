package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A NetworkPolicy of an arbitrary cluster.
 *
 * @param number 1 to 99; its name follows from it
 * @param app the label app of the pods that it isolates; empty for all pods
 * @param ingressFrom the apps that may come in; empty if it does not isolate for ingress
 * @param egressTo the apps that may be gone to; empty if it does not isolate for egress
 */
public record PolicySpec(
    int number,
    Optional<String> app,
    Optional<List<String>> ingressFrom,
    Optional<List<String>> egressTo) {

  public PolicySpec {
    ingressFrom = ingressFrom.map(ImmutableList::copyOf);
    egressTo = egressTo.map(ImmutableList::copyOf);
  }

  /** {@code policy-1}. */
  public String name() {
    return "policy-" + number;
  }

  /** It as YAML that can be applied to a cluster. */
  public String manifest() {
    return Parts.print(Stream.of(PolicyManifest.of(this)));
  }

  PolicySpec withNumber(int other) {
    return new PolicySpec(other, app, ingressFrom, egressTo);
  }
}
