package io.kubenet.dns;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.dns.KubernetesOptions.Pods;
import io.kubenet.dns.message.DomainName;
import java.util.Arrays;

/** Reads the plugin kubernetes of a Corefile: ParseStanza (CoreDNS v1.13.1). */
final class KubernetesOptionsReader {

  private static final long DEFAULT_TTL = 5;
  private static final int MAX_TTL = 3600;
  private static final ImmutableList<DomainName> ROOT = ImmutableList.of(DomainName.of("."));

  /** How the API server is reached: no answer depends on it. */
  private static final ImmutableSet<String> PASSED_OVER =
      ImmutableSet.of("endpoint", "kubeconfig", "startup_timeout", "tls");

  private Pods pods = Pods.DISABLED;
  private long ttl = DEFAULT_TTL;
  private ImmutableList<DomainName> fallthrough = ImmutableList.of();
  private ImmutableSet<String> namespaces = ImmutableSet.of();
  private boolean namesEndpointsAfterPods;
  private boolean ignoresEmptyServices;

  private KubernetesOptionsReader() {}

  static KubernetesOptions read(Directive plugin, ImmutableList<DomainName> ofBlock) {
    ImmutableList<DomainName> zones = plugin.zones(0, ofBlock);
    if (zones.stream().allMatch(ReverseName::isBelow)) {
      throw plugin.fault("'kubernetes' needs a zone that is not for addresses");
    }
    KubernetesOptionsReader reader = new KubernetesOptionsReader();
    plugin.block().forEach(reader::read);
    return reader.options(zones);
  }

  private KubernetesOptions options(ImmutableList<DomainName> zones) {
    return new KubernetesOptions(
        zones, pods, ttl, fallthrough, namespaces, namesEndpointsAfterPods, ignoresEmptyServices);
  }

  private void read(Directive option) {
    switch (option.name()) {
      case "pods" -> pods = podsOf(option);
      case "ttl" -> ttl = ttlOf(option);
      case "fallthrough" -> fallthrough = option.zones(0, ROOT);
      case "namespaces" -> namespaces = ImmutableSet.copyOf(option.arguments());
      case "endpoint_pod_names" -> namesEndpointsAfterPods = true;
      case "ignore" -> ignoresEmptyServices = isEmptyService(option);
      default -> passOver(option);
    }
  }

  private static Pods podsOf(Directive option) {
    return Arrays.stream(Pods.values())
        .filter(mode -> Ascii.toLowerCase(mode.name()).equals(option.argument()))
        .findFirst()
        .orElseThrow(
            () ->
                option.fault(
                    "'pods "
                        + option.argument()
                        + "' is unknown; pods are disabled, insecure or verified"));
  }

  private static long ttlOf(Directive option) {
    option.argument();
    if (option.number(0) > MAX_TTL) {
      throw option.fault("ttl " + option.number(0) + " is not in 0-3600");
    }
    return option.number(0);
  }

  private static boolean isEmptyService(Directive option) {
    if (!option.argument().equals("empty_service")) {
      throw option.fault("'ignore " + option.argument() + "' is unknown; it takes empty_service");
    }
    return true;
  }

  private static void passOver(Directive option) {
    if (!PASSED_OVER.contains(option.name())) {
      throw option.fault("the option '" + option.name() + "' of kubernetes is not modelled");
    }
  }
}
