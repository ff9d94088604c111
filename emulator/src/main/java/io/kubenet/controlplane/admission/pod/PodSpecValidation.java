package io.kubenet.controlplane.admission.pod;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.CauseReason;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.MetadataRules;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.manifest.LocatedTree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What the spec of a pod or of a template must hold, as far as networking and the scheduler read
 * it: ValidatePodSpec of pkg/apis/core/validation, v1.36.
 */
public final class PodSpecValidation {

  private static final List<String> RESTART_POLICIES =
      ImmutableList.of("Always", "OnFailure", "Never");
  private static final List<String> DNS_POLICIES =
      ImmutableList.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");

  private static final int LONGEST_HOSTNAME = 64;

  private static final ImmutableMap<String, String> HOST_NAMESPACES =
      ImmutableMap.of("hostNetwork", "hostNetwork", "hostPID", "HostPID", "hostIPC", "HostIPC");

  private final LocatedTree spec;
  private final Causes causes;

  private PodSpecValidation(LocatedTree spec, Causes causes) {
    this.spec = spec;
    this.causes = causes;
  }

  public static void check(LocatedTree spec, Causes causes) {
    new PodSpecValidation(spec, causes).check();
  }

  private void check() {
    new ContainerValidation(spec, causes).check();
    if (isTrue("hostNetwork")) {
      hostNetwork();
    }
    oneOf("restartPolicy", RESTART_POLICIES);
    oneOf("dnsPolicy", DNS_POLICIES);
    MetadataRules.labels(spec.get("nodeSelector"), causes);
    AffinityValidation.check(spec.get("affinity"), causes);
    DnsConfigValidation.check(spec, causes);
    readinessGates();
    schedulingGates();
    SpreadValidation.check(spec.get("topologySpreadConstraints"), causes);
    named("nodeName", Names::dnsSubdomain);
    named("hostname", Names::dnsLabel);
    named("subdomain", Names::dnsLabel);
    activeDeadline(spec.get("activeDeadlineSeconds"));
    TolerationValidation.check(spec.get("tolerations"), causes);
    hostAliases();
    hostnameOverride(spec.get("hostnameOverride"));
    hostUsers();
  }

  private void hostNetwork() {
    for (LocatedTree container : spec.get("containers").items()) {
      for (LocatedTree port : container.get("ports").items()) {
        LocatedTree hostPort = port.get("hostPort");
        int number = hostPort.integerOrZero();
        // A template's ports are filled in when it becomes a pod.
        if (number != 0 && number != port.get("containerPort").integerOrZero()) {
          causes.invalid(hostPort.path(), number, "must be containerPort when hostNetwork is true");
        }
      }
    }
  }

  private void readinessGates() {
    for (LocatedTree gate : spec.get("readinessGates").items()) {
      LocatedTree type = gate.get("conditionType");
      causes.invalid(type.path(), type.textOrEmpty(), Names.qualified(type.textOrEmpty()));
    }
  }

  private void schedulingGates() {
    Set<String> seen = new LinkedHashSet<>();
    for (LocatedTree gate : spec.get("schedulingGates").items()) {
      String name = gate.get("name").textOrEmpty();
      causes.invalid(gate.path(), name, Names.qualified(name));
      if (!seen.add(name)) {
        causes.duplicate(gate.path(), name);
      }
    }
  }

  private void activeDeadline(LocatedTree seconds) {
    if (seconds.isAbsent()) {
      return;
    }
    long number = seconds.node().longValue();
    if (number < 1 || number > Integer.MAX_VALUE) {
      causes.invalid(seconds.path(), number, "must be between 1 and " + Integer.MAX_VALUE);
    }
  }

  private void hostAliases() {
    for (LocatedTree alias : spec.get("hostAliases").items()) {
      String ip = alias.get("ip").textOrEmpty();
      causes.invalid(alias.get("ip").path(), ip, Addresses.address(ip));
      for (LocatedTree name : alias.get("hostnames").items()) {
        causes.invalid(name.path(), name.text(), Names.dnsSubdomain(name.text()));
      }
    }
  }

  /** validateHostnameOverride. */
  private void hostnameOverride(LocatedTree name) {
    if (name.isAbsent()) {
      return;
    }
    for (String field : ImmutableList.of("setHostnameAsFQDN", "hostNetwork")) {
      if (isTrue(field)) {
        causes.forbidden(name.path(), "may not be set when " + field + " is true");
      }
    }
    if (name.text().length() > LONGEST_HOSTNAME) {
      causes.add(
          name.path(),
          CauseReason.TOO_LONG,
          "may not have more than " + LONGEST_HOSTNAME + " bytes");
    }
    causes.invalid(name.path(), name.text(), Names.dnsSubdomain(name.text()));
  }

  /** validateHostUsers; the paths of two of the fields have a capital letter, by mistake. */
  private void hostUsers() {
    if (spec.node().path("hostUsers").asBoolean(true)) {
      return;
    }
    HOST_NAMESPACES.forEach(
        (field, shown) -> {
          if (isTrue(field)) {
            causes.forbidden(spec.path().field(shown), "may not be set when hostUsers is false");
          }
        });
  }

  private boolean isTrue(String field) {
    return spec.node().path(field).asBoolean();
  }

  private void oneOf(String field, List<String> supported) {
    LocatedTree value = spec.get(field);
    if (!value.isAbsent() && !supported.contains(value.text())) {
      causes.notSupported(value.path(), value.text(), supported);
    }
  }

  private void named(String field, Function<String, List<String>> rule) {
    LocatedTree value = spec.get(field);
    if (!value.isAbsent()) {
      causes.invalid(value.path(), value.text(), rule.apply(value.text()));
    }
  }
}
