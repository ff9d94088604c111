package io.kubenet.explain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object that a step names, so that its place in the manifests can be told.
 *
 * @param kind its kind: {@code Service}
 * @param name its namespace and name: {@code shop/api}
 */
public record Mention(String kind, String name) {

  /** kube-proxy's comments begin with the Service port: {@code shop/api:http cluster IP}. */
  private static final Pattern SERVICE_PORT =
      Pattern.compile("(?:^|\\s)([a-z0-9-]+/[a-z0-9-]+)(?::\\S+)?(?:\\s|$)");

  /** kube-proxy's nftables chains end with it: {@code service-WEZGB4Y6-shop/api/tcp/http}. */
  private static final Pattern SERVICE_CHAIN =
      Pattern.compile("-[A-Z0-9]{8}-([a-z0-9-]+/[a-z0-9-]+)/(?:tcp|udp|sctp)/");

  private static final Pattern POLICY =
      Pattern.compile("(\\w*NetworkPolicy) ([a-z0-9.-]+(?:/[a-z0-9.-]+)?)");

  static Optional<Mention> ofService(String comment, String chains) {
    return first(SERVICE_CHAIN.matcher(chains)).or(() -> first(SERVICE_PORT.matcher(comment)));
  }

  private static Optional<Mention> first(Matcher service) {
    return service.find()
        ? Optional.of(new Mention("Service", service.group(1)))
        : Optional.empty();
  }

  static Optional<Mention> ofPolicy(String reason) {
    Matcher policy = POLICY.matcher(reason);
    return policy.find()
        ? Optional.of(new Mention(policy.group(1), policy.group(2)))
        : Optional.empty();
  }

  /** {@code Service shop/api}. */
  @Override
  public String toString() {
    return kind + " " + name;
  }
}
