package io.kubenet.explain;

import io.kubenet.trace.ObjectRef;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the Service that a rule of kube-proxy is about. */
final class ServiceOfRule {

  /** kube-proxy's comments begin with the Service port: {@code shop/api:http cluster IP}. */
  private static final Pattern SERVICE_PORT =
      Pattern.compile("(?:^|\\s)([a-z0-9-]+/[a-z0-9-]+)(?::\\S+)?(?:\\s|$)");

  /** kube-proxy's nftables chains end with it: {@code service-WEZGB4Y6-shop/api/tcp/http}. */
  private static final Pattern SERVICE_CHAIN =
      Pattern.compile("-[A-Z0-9]{8}-([a-z0-9-]+/[a-z0-9-]+)/(?:tcp|udp|sctp)/");

  private ServiceOfRule() {}

  static Optional<ObjectRef> of(String comment, String chains) {
    return first(SERVICE_CHAIN.matcher(chains)).or(() -> first(SERVICE_PORT.matcher(comment)));
  }

  private static Optional<ObjectRef> first(Matcher service) {
    return service.find()
        ? Optional.of(new ObjectRef("Service", service.group(1)))
        : Optional.empty();
  }
}
