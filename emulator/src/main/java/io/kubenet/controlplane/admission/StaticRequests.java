package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.Trees;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.stream.Stream;

/** The addresses and ports that Services of a manifest ask for by name. */
final class StaticRequests {

  private StaticRequests() {}

  static List<IpAddress> addresses(List<ManifestObject> objects) {
    return specs(objects)
        .flatMap(
            spec ->
                Stream.concat(
                    Stream.of(spec.path("clusterIP").asText()),
                    Trees.texts(spec, "clusterIPs").stream()))
        .flatMap(text -> Addresses.parse(text).stream())
        .collect(ImmutableList.toImmutableList());
  }

  static List<Integer> ports(List<ManifestObject> objects) {
    return specs(objects)
        .flatMap(
            spec ->
                Stream.concat(
                    Stream.of(spec.path("healthCheckNodePort").asInt()),
                    Trees.objects(spec, "ports").stream().map(p -> p.path("nodePort").asInt())))
        .filter(port -> port != 0)
        .collect(ImmutableList.toImmutableList());
  }

  private static Stream<JsonNode> specs(List<ManifestObject> objects) {
    return objects.stream()
        .filter(object -> object.kind().equals("Service"))
        .map(object -> object.tree().path("spec"));
  }
}
