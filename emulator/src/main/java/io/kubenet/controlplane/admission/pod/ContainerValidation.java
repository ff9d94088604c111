package io.kubenet.controlplane.admission.pod;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What containers must hold: validateContainers and validateInitContainers, v1.36. */
final class ContainerValidation {

  private static final List<String> RESTART_POLICIES =
      ImmutableList.of("Always", "Never", "OnFailure");
  private static final List<String> PROBES =
      ImmutableList.of("livenessProbe", "readinessProbe", "startupProbe");

  private final LocatedTree containers;
  private final LocatedTree initContainers;
  private final LocatedTree gracePeriod;
  private final Causes causes;

  ContainerValidation(LocatedTree spec, Causes causes) {
    this.containers = spec.get("containers");
    this.initContainers = spec.get("initContainers");
    this.gracePeriod = spec.get("terminationGracePeriodSeconds");
    this.causes = causes;
  }

  void check() {
    if (containers.items().isEmpty()) {
      causes.required(containers.path());
    }
    Set<String> names = new LinkedHashSet<>();
    for (LocatedTree container : containers.items()) {
      common(container);
      life(container);
      unique(container, names);
    }
    hostPorts(containers.items(), containers.path());
    initContainers.items().forEach(container -> initContainer(container, names));
  }

  private void initContainer(LocatedTree container, Set<String> names) {
    common(container);
    if (!container.get("name").textOrEmpty().isEmpty()) {
      unique(container, names);
    }
    // They run one after the other, each judged as if it were the first.
    hostPorts(ImmutableList.of(container), initContainers.path());
    if (container.get("restartPolicy").textOrEmpty().equals("Always")) {
      life(container);
      return;
    }
    for (String field : PROBES) {
      if (!container.get(field).isAbsent()) {
        causes.forbidden(
            container.get(field).path(), "is for init containers with restartPolicy Always alone");
      }
    }
    if (!container.get("lifecycle").isAbsent()) {
      causes.forbidden(
          container.get("lifecycle").path(),
          "is for init containers with restartPolicy Always alone");
    }
  }

  /** validateContainerCommon. */
  private void common(LocatedTree container) {
    LocatedTree name = container.get("name");
    if (name.textOrEmpty().isEmpty()) {
      causes.required(name.path());
    } else {
      causes.invalid(name.path(), name.text(), Names.dnsLabel(name.text()));
    }
    if (container.get("image").textOrEmpty().isEmpty()) {
      causes.required(container.get("image").path());
    }
    ContainerPortValidation.check(container.get("ports"), causes);
    ResourceValidation.check(container.get("resources"), causes);
    LocatedTree policy = container.get("restartPolicy");
    if (!policy.isAbsent() && !RESTART_POLICIES.contains(policy.text())) {
      causes.notSupported(policy.path(), policy.text(), RESTART_POLICIES);
    }
  }

  private void life(LocatedTree container) {
    HandlerValidation.check(container.get("lifecycle"), gracePeriod, causes);
    for (String field : PROBES) {
      if (!container.get(field).isAbsent()) {
        ProbeValidation.check(container.get(field), causes);
      }
    }
  }

  private void unique(LocatedTree container, Set<String> names) {
    LocatedTree name = container.get("name");
    if (!names.add(name.textOrEmpty())) {
      causes.duplicate(name.path(), name.textOrEmpty());
    }
  }

  /** AccumulateUniqueHostPorts. */
  private void hostPorts(List<LocatedTree> together, FieldPath path) {
    Set<String> seen = new LinkedHashSet<>();
    for (int i = 0; i < together.size(); i++) {
      List<LocatedTree> ports = together.get(i).get("ports").items();
      for (int j = 0; j < ports.size(); j++) {
        LocatedTree port = ports.get(j);
        String key =
            port.get("protocol").textOrEmpty()
                + "/"
                + port.get("hostIP").textOrEmpty()
                + "/"
                + port.get("hostPort").integerOrZero();
        if (port.get("hostPort").integerOrZero() != 0 && !seen.add(key)) {
          causes.duplicate(path.item(i).field("ports").item(j).field("hostPort"), key);
        }
      }
    }
  }
}
