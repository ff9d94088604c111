package io.kubenet.controlplane.admission.pod;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.PortFields;
import io.kubenet.manifest.LocatedTree;
import java.util.List;
import java.util.regex.Pattern;

/** What a probe must hold: validateProbe, v1.36. */
final class ProbeValidation {

  private static final List<String> HANDLERS =
      ImmutableList.of("exec", "httpGet", "tcpSocket", "grpc");
  private static final Pattern HEADER = Pattern.compile("[-A-Za-z0-9]+");
  private static final List<String> SCHEMES = ImmutableList.of("HTTP", "HTTPS");
  private static final List<String> NUMBERS =
      ImmutableList.of(
          "initialDelaySeconds",
          "timeoutSeconds",
          "periodSeconds",
          "successThreshold",
          "failureThreshold");

  private ProbeValidation() {}

  /** Checks a probe that is there. */
  static void check(LocatedTree probe, Causes causes) {
    handlers(probe, causes);
    for (String field : NUMBERS) {
      LocatedTree number = probe.get(field);
      if (number.integerOrZero() < 0) {
        causes.invalid(number.path(), number.integer(), "must not be negative");
      }
    }
    LocatedTree seconds = probe.get("terminationGracePeriodSeconds");
    if (!seconds.isAbsent() && seconds.node().longValue() <= 0) {
      causes.invalid(seconds.path(), seconds.node(), "must be greater than 0");
    }
    if (probe.path().toString().endsWith("readinessProbe")) {
      readiness(seconds, causes);
    } else {
      threshold(probe.get("successThreshold"), causes);
    }
  }

  private static void readiness(LocatedTree seconds, Causes causes) {
    if (!seconds.isAbsent()) {
      causes.invalid(seconds.path(), seconds.node(), "may not be set for readiness probes");
    }
  }

  /** Left out, it is 1. */
  private static void threshold(LocatedTree threshold, Causes causes) {
    if (!threshold.isAbsent() && threshold.integer() != 1) {
      causes.invalid(threshold.path(), threshold.integer(), "must be 1");
    }
  }

  /** validateHandler: one, and no other. */
  private static void handlers(LocatedTree probe, Causes causes) {
    List<LocatedTree> present =
        HANDLERS.stream().map(probe::get).filter(handler -> !handler.isAbsent()).toList();
    if (present.isEmpty()) {
      causes.required(probe.path(), "one of " + HANDLERS);
      return;
    }
    handler(present.get(0), causes);
    present.stream()
        .skip(1)
        .forEach(other -> causes.forbidden(other.path(), "may not be a second way to probe"));
  }

  private static void handler(LocatedTree handler, Causes causes) {
    LocatedTree command = handler.get("command");
    LocatedTree scheme = handler.get("scheme");
    if (handler.path().toString().endsWith(".exec")) {
      if (command.items().isEmpty()) {
        causes.required(command.path());
      }
      return;
    }
    PortFields.portReference(handler.get("port"), causes);
    for (LocatedTree header : handler.get("httpHeaders").items()) {
      String name = header.get("name").textOrEmpty();
      if (!HEADER.matcher(name).matches()) {
        causes.invalid(handler.get("httpHeaders").path(), name, "must be letters, digits and '-'");
      }
    }
    if (!scheme.isAbsent() && !SCHEMES.contains(scheme.text())) {
      causes.notSupported(scheme.path(), scheme.text(), SCHEMES);
    }
  }
}
