package io.kubenet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.kubenet.Cluster;
import io.kubenet.Connection;
import io.kubenet.finding.ForeignPolicy;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The policies that no answer heeds. They can only deny, so that answers in which nobody is reached
 * stay as they are.
 *
 * @param policies all of them
 */
record Unheeded(List<ForeignPolicy> policies) {

  static Unheeded in(Cluster cluster) {
    return new Unheeded(cluster.foreignPolicies());
  }

  /** Says each on a line of its own. */
  void say(PrintWriter err) {
    policies.forEach(err::println);
    err.flush();
  }

  /** Those that might deny a connection which is let through here. */
  List<ForeignPolicy> by(Probe probe, Connection connection) {
    return connection.isEstablished()
        ? between(
            Stream.concat(
                    namespaceOf(probe.from()).stream(),
                    connection.endpoint().flatMap(Unheeded::namespaceOf).stream())
                .collect(Collectors.toSet()))
        : ImmutableList.of();
  }

  /** Those that might deny what pods of these namespaces send to one another. */
  List<ForeignPolicy> between(Collection<String> namespaces) {
    return policies.stream()
        .filter(policy -> namespaces.stream().anyMatch(policy::canJudge))
        .collect(ImmutableList.toImmutableList());
  }

  /** The namespace of {@code pod/shop/api-1} and {@code shop/api-1}; empty for other places. */
  static Optional<String> namespaceOf(String place) {
    List<String> parts = Splitter.on('/').splitToList(place);
    boolean isPod = parts.get(0).equals("pod") && parts.size() > 1;
    boolean isElsewhere = parts.get(0).equals("node") || parts.get(0).equals("external");
    if (isPod) {
      return Optional.of(parts.size() > 2 ? parts.get(1) : "default");
    }
    return parts.size() == 2 && !isElsewhere ? Optional.of(parts.get(0)) : Optional.empty();
  }

  /** The field of an answer that these might change; none where there are none. */
  static void put(List<ForeignPolicy> those, ObjectNode answer) {
    if (!those.isEmpty()) {
      ArrayNode field = answer.putArray("notHeeded");
      those.forEach(
          policy ->
              field
                  .addObject()
                  .put("kind", policy.kind())
                  .put("name", policy.fullName())
                  .put("apiVersion", policy.apiVersion())
                  .put("place", policy.place().toString()));
    }
  }

  /** What follows an answer that these might change. */
  static String mark(List<ForeignPolicy> those) {
    return those.isEmpty()
        ? ""
        : those.stream()
            .map(ForeignPolicy::title)
            .collect(Collectors.joining(", ", ", unless denied by ", ""));
  }
}
