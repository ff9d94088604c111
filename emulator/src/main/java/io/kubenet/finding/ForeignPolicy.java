package io.kubenet.finding;

import java.util.Optional;

/**
 * A policy of an API that is not judged here, whose controller might deny in a real cluster what is
 * told to be let through.
 *
 * @param apiVersion {@code cilium.io/v2}
 * @param kind {@code CiliumNetworkPolicy}
 * @param name its name, without its namespace
 * @param namespace the namespace of the pods that it can judge; empty where it can be any
 * @param place where it was written: {@code shop.yaml:14}
 */
public record ForeignPolicy(
    String apiVersion, String kind, String name, Optional<String> namespace, Finding.Place place) {

  /** Whether it can judge what pods of a namespace send or get. */
  public boolean canJudge(String pods) {
    return namespace.map(pods::equals).orElse(true);
  }

  /** Its name, after the namespace of the pods that it can judge: {@code shop/api}. */
  public String fullName() {
    return namespace.map(own -> own + "/").orElse("") + name;
  }

  /** {@code CiliumNetworkPolicy shop/api}. */
  public String title() {
    return kind + " " + fullName();
  }

  /** What is said once of all answers, after its place. */
  @Override
  public String toString() {
    return "%s: %s (%s) is not modelled: answers do not heed it"
        .formatted(place, title(), apiVersion);
  }
}
