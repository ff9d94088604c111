package io.kubenet.controlplane.admission;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.kubenet.manifest.LocatedTree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What the spec of a pod or of a template must hold, as far as networking reads it. */
final class PodSpecValidation {

  private static final List<String> RESTART_POLICIES =
      ImmutableList.of("Always", "OnFailure", "Never");
  private static final List<String> DNS_POLICIES =
      ImmutableList.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
  private static final List<String> PROBES =
      ImmutableList.of("livenessProbe", "readinessProbe", "startupProbe");

  private final LocatedTree spec;
  private final Causes causes;

  private PodSpecValidation(LocatedTree spec, Causes causes) {
    this.spec = spec;
    this.causes = causes;
  }

  static void check(LocatedTree spec, Causes causes) {
    new PodSpecValidation(spec, causes).check();
  }

  private void check() {
    if (spec.get("containers").items().isEmpty()) {
      causes.required(spec.get("containers").path());
    }
    containers();
    hostPorts(spec.get("containers"));
    hostPorts(spec.get("initContainers"));
    if (spec.node().path("hostNetwork").asBoolean()) {
      hostNetwork();
    }
    oneOf("restartPolicy", RESTART_POLICIES);
    oneOf("dnsPolicy", DNS_POLICIES);
    MetadataRules.labels(spec.get("nodeSelector"), causes);
    named("nodeName", Names::dnsSubdomain);
    named("hostname", Names::dnsLabel);
    named("subdomain", Names::dnsLabel);
    dnsConfig();
  }

  private void containers() {
    Set<String> names = new LinkedHashSet<>();
    for (LocatedTree container :
        Iterables.concat(spec.get("containers").items(), spec.get("initContainers").items())) {
      LocatedTree name = container.get("name");
      if (name.textOrEmpty().isEmpty()) {
        causes.required(name.path());
      } else {
        causes.invalid(name.path(), name.text(), Names.dnsLabel(name.text()));
        if (!names.add(name.text())) {
          causes.duplicate(name.path(), name.text());
        }
      }
      if (container.get("image").textOrEmpty().isEmpty()) {
        causes.required(container.get("image").path());
      }
      ContainerPortValidation.check(container.get("ports"), causes);
      ResourceValidation.check(container.get("resources"), causes);
      PROBES.forEach(probe -> probe(container.get(probe)));
    }
  }

  private void probe(LocatedTree probe) {
    for (String way : ImmutableList.of("httpGet", "tcpSocket", "grpc")) {
      LocatedTree action = probe.get(way);
      if (!action.isAbsent()) {
        ServicePortValidation.portReference(action.get("port"), causes);
      }
    }
  }

  /** AccumulateUniqueHostPorts. */
  private void hostPorts(LocatedTree containers) {
    Set<String> seen = new LinkedHashSet<>();
    for (LocatedTree container : containers.items()) {
      for (LocatedTree port : container.get("ports").items()) {
        LocatedTree hostPort = port.get("hostPort");
        String key =
            port.get("protocol").textOrEmpty()
                + "/"
                + port.get("hostIP").textOrEmpty()
                + "/"
                + hostPort.integerOrZero();
        if (hostPort.integerOrZero() != 0 && !seen.add(key)) {
          causes.duplicate(hostPort.path(), key);
        }
      }
    }
  }

  private void hostNetwork() {
    for (LocatedTree container : spec.get("containers").items()) {
      for (LocatedTree port : container.get("ports").items()) {
        LocatedTree hostPort = port.get("hostPort");
        int number = hostPort.integerOrZero();
        if (number != port.get("containerPort").integerOrZero()) {
          causes.invalid(hostPort.path(), number, "must be containerPort when hostNetwork is true");
        }
      }
    }
  }

  private void dnsConfig() {
    if (spec.get("dnsPolicy").textOrEmpty().equals("None")
        && spec.get("dnsConfig").get("nameservers").items().isEmpty()) {
      causes.required(
          spec.get("dnsConfig").get("nameservers").path(), "dnsPolicy None has no others");
    }
    for (LocatedTree server : spec.get("dnsConfig").get("nameservers").items()) {
      causes.invalid(server.path(), server.text(), Addresses.address(server.text()));
    }
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
