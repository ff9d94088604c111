package io.kubenet.kubeproxy.recognition;

import io.kubenet.meaning.Meaning;
import io.kubenet.meaning.PortOfService;
import io.kubenet.meaning.Role;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.match.ConntrackMatch;
import io.kubenet.ruleset.iptables.match.ConntrackState;
import io.kubenet.ruleset.iptables.match.ConntrackTest;
import io.kubenet.ruleset.iptables.match.RecentMatch;
import io.kubenet.ruleset.iptables.match.Source;
import io.kubenet.ruleset.iptables.target.Decision;
import io.kubenet.ruleset.iptables.target.Dnat;
import io.kubenet.ruleset.iptables.target.GoTo;
import io.kubenet.ruleset.iptables.target.Jump;
import io.kubenet.ruleset.iptables.target.SetMark;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the names and comments of kube-proxy's iptables mode say of rules
 * (pkg/proxy/iptables/proxier.go of 1.23 and of 1.31 to 1.36).
 */
final class IptablesNames {

  /** Comments begin with a Service port, or name it: {@code shop/api:http cluster IP}. */
  private static final Pattern SERVICE_PORT =
      Pattern.compile("(?:^|\\s)([a-z0-9-]+/[a-z0-9-]+)(?::(\\S+))?(?:\\s|$)");

  private static final NameTable BALANCING_CHAINS =
      NameTable.of(
          """
          BALANCE | KUBE-SVC-
          BALANCE | KUBE-SVL-
          BALANCE | KUBE-XLB-
          """);

  private static final NameTable ENDPOINT_CHAINS = NameTable.of("TRANSLATE | KUBE-SEP-");

  private static final NameTable COMMENTS =
      NameTable.of(
          """
          NO_LOCAL_ENDPOINTS    | has no local endpoints
          NO_ENDPOINTS          | has no endpoints
          OUTSIDE_SOURCE_RANGES | traffic not accepted by
          TO_LOOPBACK           | block incoming localnet connections
          HEALTH_CHECK          | health check
          KNOWN_CONNECTION      | forwarding conntrack
          CLUSTER_IP            | cluster IP
          EXTERNAL_IP           | external IP
          POD_TRAFFIC           | pod traffic
          POD_TRAFFIC           | Redirect pods
          NODE_TRAFFIC          | route LOCAL traffic
          MASQUERADE            | requiring SNAT
          """);

  private static final NameTable FIREWALL_CHAINS = NameTable.of("SOURCE_RANGE | KUBE-FW-");

  private static final NameTable NEW_CONNECTIONS =
      NameTable.of(
          """
          ENDPOINT_CHECK | KUBE-SERVICES
          ENDPOINT_CHECK | KUBE-EXTERNAL-SERVICES
          """);

  private static final NameTable LOAD_BALANCERS =
      NameTable.of("LOAD_BALANCER_IP | loadbalancer IP");

  private static final NameTable TARGETS =
      NameTable.of(
          """
          LOCAL_POLICY       | KUBE-SVL-
          LOCAL_POLICY       | KUBE-XLB-
          SOURCE_RANGE_CHECK | KUBE-FW-
          SOURCE_RANGE_CHECK | KUBE-PROXY-FIREWALL
          LOOPBACK_CHECK     | KUBE-FIREWALL
          FORWARD_CHECK      | KUBE-FORWARD
          NODE_PORTS         | KUBE-NODEPORTS
          EXTERNAL_ADDRESS   | KUBE-EXT-
          TRANSLATE          | KUBE-SEP-
          ENDPOINTS          | KUBE-SVC-
          """);

  Meaning meaning(String chain, Rule rule) {
    return role(chain, rule)
        .map(role -> new Meaning(role, port(rule.comment())))
        .orElse(Meaning.UNKNOWN);
  }

  private static Optional<PortOfService> port(String comment) {
    Matcher port = SERVICE_PORT.matcher(comment);
    return port.find()
        ? Optional.of(
            new PortOfService(port.group(1), Optional.ofNullable(port.group(2)).orElse("")))
        : Optional.empty();
  }

  private static Optional<Role> role(String chain, Rule rule) {
    if (rule.matches().stream().anyMatch(IptablesNames::seesAgain)) {
      return Optional.of(Role.AFFINITY);
    }
    String target = target(rule);
    if (target.equals("KUBE-MARK-MASQ") || chain.equals("KUBE-MARK-MASQ")) {
      return Optional.of(Role.MARK_FOR_MASQUERADE);
    }
    if (target.isEmpty()) {
      return ofEnd(chain, rule);
    }
    return ENDPOINT_CHAINS.ofBeginning(target).isPresent()
        ? BALANCING_CHAINS.ofBeginning(chain)
        : ofJump(chain, target, rule);
  }

  private static boolean seesAgain(Object match) {
    return match instanceof RecentMatch recent
        && recent.action().value() == RecentMatch.Action.RCHECK;
  }

  private static Optional<Role> ofJump(String chain, String target, Rule rule) {
    if (chain.equals("KUBE-NODEPORTS")) {
      return Optional.of(Role.NODE_PORT);
    }
    return FIREWALL_CHAINS
        .ofBeginning(chain)
        .map(any -> ofAdmission(target, rule))
        .or(() -> COMMENTS.ofPart(rule.comment()))
        .or(() -> LOAD_BALANCERS.ofPart(rule.comment()))
        .or(() -> ofTarget(target, rule));
  }

  /** In 1.23 the chain of a load balancer also turns away, and it is there without ranges too. */
  private static Role ofAdmission(String target, Rule rule) {
    if (target.equals("KUBE-MARK-DROP")) {
      return Role.OUTSIDE_SOURCE_RANGES;
    }
    boolean admits =
        target.startsWith("KUBE-EXT-")
            || rule.matches().stream().anyMatch(Source.class::isInstance);
    return admits ? Role.SOURCE_RANGE : Role.ENDPOINTS;
  }

  private static Optional<Role> ofTarget(String target, Rule rule) {
    return asksFor(ConntrackState.NEW, rule) && NEW_CONNECTIONS.ofName(target).isPresent()
        ? NEW_CONNECTIONS.ofName(target)
        : TARGETS.ofBeginning(target);
  }

  private static Optional<Role> ofEnd(String chain, Rule rule) {
    if (rule.target() instanceof Dnat) {
      return ENDPOINT_CHAINS.ofBeginning(chain);
    }
    return COMMENTS
        .ofPart(rule.comment())
        .or(() -> chain.equals("KUBE-POSTROUTING") ? ofMark(rule) : ofStates(chain, rule));
  }

  private static Optional<Role> ofMark(Rule rule) {
    return rule.target() == Decision.RETURN
        ? Optional.of(Role.UNMARKED)
        : Optional.of(rule.target()).filter(SetMark.class::isInstance).map(target -> Role.UNMARK);
  }

  private static Optional<Role> ofStates(String chain, Rule rule) {
    if (rule.target() == Decision.DROP && asksFor(ConntrackState.INVALID, rule)) {
      return Optional.of(Role.INVALID_CONNECTION);
    }
    if (rule.target() != Decision.ACCEPT) {
      return Optional.empty();
    }
    if (asksFor(ConntrackState.ESTABLISHED, rule)) {
      return Optional.of(Role.KNOWN_CONNECTION);
    }
    return chain.equals("KUBE-FORWARD") ? Optional.of(Role.FORWARD_MARKED) : Optional.empty();
  }

  private static boolean asksFor(ConntrackState state, Rule rule) {
    return rule.matches().stream()
        .filter(ConntrackMatch.class::isInstance)
        .flatMap(match -> ((ConntrackMatch) match).tests().stream())
        .anyMatch(
            test ->
                test instanceof ConntrackTest.State states
                    && !states.states().isNegated()
                    && states.states().value().states().contains(state));
  }

  private static String target(Rule rule) {
    if (rule.target() instanceof Jump jump) {
      return jump.chain();
    }
    return rule.target() instanceof GoTo go ? go.chain() : "";
  }
}
