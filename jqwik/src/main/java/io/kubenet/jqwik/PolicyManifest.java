package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes down a NetworkPolicy. */
final class PolicyManifest {

  private PolicyManifest() {}

  static Map<String, ?> of(PolicySpec policy) {
    return ImmutableMap.of(
        "apiVersion",
        "networking.k8s.io/v1",
        "kind",
        "NetworkPolicy",
        "metadata",
        Parts.namespaced(policy.name()).build(),
        "spec",
        spec(policy));
  }

  private static Map<String, ?> spec(PolicySpec policy) {
    ImmutableMap.Builder<String, Object> spec = ImmutableMap.builder();
    spec.put("podSelector", policy.app().map(PolicyManifest::pods).orElseGet(ImmutableMap::of));
    List<String> types =
        Stream.of(
                policy.ingressFrom().map(from -> "Ingress"), policy.egressTo().map(to -> "Egress"))
            .flatMap(Optional::stream)
            .toList();
    spec.put("policyTypes", types);
    policy.ingressFrom().ifPresent(apps -> spec.put("ingress", rules("from", apps)));
    policy.egressTo().ifPresent(apps -> spec.put("egress", rules("to", apps)));
    return spec.build();
  }

  private static List<?> rules(String side, List<String> apps) {
    List<?> peers = apps.stream().map(app -> ImmutableMap.of("podSelector", pods(app))).toList();
    return peers.isEmpty() ? ImmutableList.of() : ImmutableList.of(ImmutableMap.of(side, peers));
  }

  private static ImmutableMap<String, Object> pods(String app) {
    return Parts.matching(Parts.app(app));
  }
}
