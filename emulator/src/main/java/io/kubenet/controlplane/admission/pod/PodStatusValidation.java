package io.kubenet.controlplane.admission.pod;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/** What a pod's status must hold: ValidatePodStatusUpdate of pkg/apis/core/validation, v1.36. */
final class PodStatusValidation {

  private static final FieldPath STATUS = FieldPath.of("status");

  /** Conditions of the system, whose names are not judged. */
  private static final List<String> SYSTEM_CONDITIONS =
      ImmutableList.of("PodScheduled", "Ready", "Initialized");

  private final LocatedTree status;
  private final LocatedTree old;
  private final Causes causes;

  private PodStatusValidation(LocatedTree tree, LocatedTree old, Causes causes) {
    this.status = tree.at(STATUS);
    this.old = old.at(STATUS);
    this.causes = causes;
  }

  static void check(LocatedTree tree, LocatedTree old, Causes causes) {
    new PodStatusValidation(tree, old, causes).check();
  }

  private void check() {
    conditions();
    addresses("podIPs");
    firstIsHostIp();
    addresses("hostIPs");
  }

  /** validatePodConditions; the path has a capital T, by mistake. */
  private void conditions() {
    for (LocatedTree condition : status.get("conditions").items()) {
      String type = condition.get("type").textOrEmpty();
      if (!SYSTEM_CONDITIONS.contains(type)) {
        causes.invalid(condition.path().field("Type"), type, Names.qualified(type));
      }
    }
  }

  private void firstIsHostIp() {
    List<LocatedTree> addresses = status.get("hostIPs").items();
    String hostIp = status.get("hostIP").textOrEmpty();
    if (!addresses.isEmpty() && !ip(addresses.get(0)).equals(hostIp)) {
      causes.invalid(addresses.get(0).get("ip").path(), ip(addresses.get(0)), "must be hostIP");
    }
  }

  /** validatePodIPs and validateHostIPs: at most one address a family. */
  private void addresses(String field) {
    LocatedTree list = status.get(field);
    List<String> existing = ips(old.get(field));
    for (LocatedTree address : list.items()) {
      if (!existing.contains(ip(address))) {
        causes.invalid(address.path(), ip(address), Addresses.address(ip(address)));
      }
    }
    List<String> ips = ips(list);
    boolean isDualStack =
        ips.size() == 2
            && ips.stream().anyMatch(Addresses::isIpv4)
            && ips.stream().anyMatch(Addresses::isIpv6);
    if (ips.size() > 1 && !isDualStack) {
      causes.invalid(list.path(), ips, "may hold one address of each family at most");
    }
  }

  private static List<String> ips(LocatedTree list) {
    return list.items().stream().map(PodStatusValidation::ip).toList();
  }

  private static String ip(LocatedTree address) {
    return address.get("ip").textOrEmpty();
  }
}
