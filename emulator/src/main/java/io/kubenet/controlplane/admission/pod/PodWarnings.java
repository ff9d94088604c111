package io.kubenet.controlplane.admission.pod;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.controlplane.reader.Quantity;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the API server warns of in pods' names and ports: GetWarningsForPod of pkg/api/pod. */
public final class PodWarnings {

  private PodWarnings() {}

  static List<String> of(LocatedTree tree) {
    ImmutableList.Builder<String> warnings = ImmutableList.builder();
    String name = tree.at(FieldPath.of("metadata.name")).textOrEmpty();
    List<String> broken = Names.dnsLabel(name);
    if (!broken.isEmpty()) {
      warnings.add("metadata.name: as the pod's hostname it " + String.join(", ", broken));
    }
    return warnings.addAll(ofSpec(tree.get("spec"))).build();
  }

  /** What it warns of in the spec of a pod or a template: warningsForPodSpecAndMeta. */
  public static List<String> ofSpec(LocatedTree spec) {
    ImmutableList.Builder<String> warnings = ImmutableList.builder();
    List<LocatedTree> ports = new ArrayList<>();
    for (LocatedTree container :
        Iterables.concat(spec.get("initContainers").items(), spec.get("containers").items())) {
      ports.addAll(container.get("ports").items());
      for (String field : ImmutableList.of("limits", "requests")) {
        partsOfBytes(container.get("resources").get(field), warnings);
      }
    }
    warnings.addAll(PlacementWarnings.of(spec));
    hostAliases(spec.get("hostAliases"), warnings);
    for (LocatedTree port : ports) {
      if (!port.get("hostIP").isAbsent() && port.get("hostPort").integerOrZero() == 0) {
        warnings.add(port.path() + ": hostIP is set without hostPort");
      }
    }
    definitions(ports, warnings);
    names(ports, warnings);
    LocatedTree grace = spec.get("terminationGracePeriodSeconds");
    if (!grace.isAbsent() && grace.node().longValue() < 0) {
      warnings.add(grace.path() + ": is negative, and counts as 1");
    }
    for (LocatedTree server : spec.get("dnsConfig").get("nameservers").items()) {
      warnings.addAll(Addresses.warnings(server.path().toString(), server.text()));
    }
    return warnings.build();
  }

  private static void partsOfBytes(LocatedTree resources, ImmutableList.Builder<String> warnings) {
    for (String name : ImmutableList.of("memory", "ephemeral-storage")) {
      LocatedTree quantity = resources.get(name);
      if (!quantity.isAbsent() && !Quantity.isWhole(quantity.node().asText())) {
        warnings.add(
            "%s[%s]: '%s' is no whole number of bytes"
                .formatted(resources.path(), name, quantity.node().asText()));
      }
    }
  }

  private static void hostAliases(LocatedTree aliases, ImmutableList.Builder<String> warnings) {
    Set<String> seen = new LinkedHashSet<>();
    for (LocatedTree alias : aliases.items()) {
      LocatedTree ip = alias.get("ip");
      if (!seen.add(ip.textOrEmpty())) {
        warnings.add(ip.path() + ": '" + ip.textOrEmpty() + "' is there twice");
      }
      warnings.addAll(Addresses.warnings(ip.path().toString(), ip.textOrEmpty()));
    }
  }

  private static void definitions(List<LocatedTree> ports, ImmutableList.Builder<String> warnings) {
    for (int i = 0; i < ports.size(); i++) {
      for (LocatedTree other : ports.subList(0, i)) {
        String clash = clash(ports.get(i), other);
        if (!clash.isEmpty()) {
          warnings.add(
              ports.get(i).path() + ": " + clash + " port definition with " + other.path());
        }
      }
    }
  }

  private static String clash(LocatedTree port, LocatedTree other) {
    boolean isSamePort =
        port.get("containerPort").integerOrZero() == other.get("containerPort").integerOrZero()
            && port.get("protocol").textOrEmpty().equals(other.get("protocol").textOrEmpty());
    if (!isSamePort) {
      return "";
    }
    int hostPort = port.get("hostPort").integerOrZero();
    int otherHostPort = other.get("hostPort").integerOrZero();
    String hostIp = port.get("hostIP").textOrEmpty();
    String otherHostIp = other.get("hostIP").textOrEmpty();
    if (hostPort == otherHostPort && hostIp.equals(otherHostIp)) {
      return "duplicate";
    }
    if (hostPort == 0 || otherHostPort == 0) {
      return "overlapping";
    }
    boolean isOneOpen = hostIp.isEmpty() != otherHostIp.isEmpty();
    return hostPort == otherHostPort && isOneOpen ? "dangerously ambiguous" : "";
  }

  private static void names(List<LocatedTree> ports, ImmutableList.Builder<String> warnings) {
    Map<String, LocatedTree> seen = new LinkedHashMap<>();
    for (LocatedTree port : ports) {
      String name = port.get("name").textOrEmpty();
      LocatedTree first = name.isEmpty() ? null : seen.putIfAbsent(name, port);
      if (first != null) {
        warnings.add(
            port.path()
                + ": duplicate port name '"
                + name
                + "'; Services and probes use that of "
                + first.path());
      }
    }
  }
}
