package io.kubenet.kubeproxy.recognition;

import io.kubenet.meaning.Meaning;
import io.kubenet.meaning.PortOfService;
import io.kubenet.meaning.Role;
import io.kubenet.ruleset.nftables.ChainVerdict;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import io.kubenet.ruleset.nftables.Rule;
import io.kubenet.ruleset.nftables.SetUpdate;
import io.kubenet.ruleset.nftables.Statement;
import io.kubenet.ruleset.nftables.Translation;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the names and comments of kube-proxy's nftables mode say of rules and elements
 * (pkg/proxy/nftables/proxier.go of 1.31 to 1.36).
 */
final class NftablesNames implements NftablesRuleset.Interpreter {

  /** Chains of ports end with them: {@code service-WEZGB4Y6-shop/api/tcp/http}. */
  private static final Pattern SERVICE_PORT =
      Pattern.compile("-[A-Z0-9]{8}-([a-z0-9-]+/[a-z0-9-]+)/(?:tcp|udp|sctp)/([a-z0-9-]*)");

  /** The comments of elements: {@code shop/api:http}. */
  private static final Pattern COMMENT = Pattern.compile("([a-z0-9-]+/[a-z0-9-]+)(?::(\\S+))?");

  private static final NameTable CHAINS =
      NameTable.of(
          """
          ENDPOINT_CHECK      | nodeport-endpoints-check
          ENDPOINT_CHECK      | service-endpoints-check
          SOURCE_RANGE_CHECK  | firewall-check
          NO_SUCH_PORT        | cluster-ips-check
          NO_ENDPOINTS        | reject-chain
          SERVICE_ADDRESS     | services
          MARK_FOR_MASQUERADE | mark-for-masquerade
          """);

  private static final NameTable TARGETS =
      NameTable.of(
          """
          MARK_FOR_MASQUERADE   | mark-for-masquerade
          ENDPOINT_CHECK        | nodeport-endpoints-check
          ENDPOINT_CHECK        | service-endpoints-check
          SOURCE_RANGE_CHECK    | firewall-check
          CLUSTER_IP_PORT_CHECK | cluster-ips-check
          """);

  private static final NameTable BALANCING_CHAINS =
      NameTable.of(
          """
          BALANCE | service-
          BALANCE | local-
          """);

  private static final NameTable PORT_CHAINS =
      NameTable.of(
          """
          OUTSIDE_SOURCE_RANGES | firewall-
          TRANSLATE             | endpoint-
          """);

  private static final NameTable COMMENTS =
      NameTable.of(
          """
          POD_TRAFFIC         | short-circuit pod
          NODE_TRAFFIC        | short-circuit local
          MARK_FOR_MASQUERADE | masquerade
          """);

  private static final NameTable VERDICTS =
      NameTable.of(
          """
          SOURCE_RANGE_CHECK | firewall-
          EXTERNAL_ADDRESS   | external-
          CLUSTER_IP         | service-
          LOCAL_POLICY       | local-
          NO_ENDPOINTS       | reject-chain
          """);

  @Override
  public Meaning ofRule(String chain, Rule rule) {
    return role(chain, rule).map(role -> new Meaning(role, port(chain))).orElse(Meaning.UNKNOWN);
  }

  private static Optional<Role> role(String chain, Rule rule) {
    return jump(rule)
        .flatMap(TARGETS::ofName)
        .or(() -> COMMENTS.ofPart(rule.comment()))
        .or(() -> CHAINS.ofName(chain))
        .or(() -> chain.equals("masquerading") ? ofMark(rule) : ofPortChain(chain, rule));
  }

  private static Optional<String> jump(Rule rule) {
    return rule.statements().stream()
        .filter(Statement.Verdict.class::isInstance)
        .map(statement -> ((Statement.Verdict) statement).verdict().chain())
        .findFirst();
  }

  private static Optional<Role> ofMark(Rule rule) {
    if (has(Translation.class, rule)) {
      return Optional.of(Role.MASQUERADE);
    }
    return Optional.of(has(Statement.Verdict.class, rule) ? Role.UNMARKED : Role.UNMARK);
  }

  private static boolean has(Class<? extends Statement> type, Rule rule) {
    return rule.statements().stream().anyMatch(type::isInstance);
  }

  private static Optional<Role> ofPortChain(String chain, Rule rule) {
    if (BALANCING_CHAINS.ofBeginning(chain).isEmpty()) {
      return port(chain).isEmpty() ? Optional.empty() : ofOtherPortChain(chain, rule);
    }
    if (has(Statement.Membership.class, rule)) {
      return Optional.of(Role.AFFINITY);
    }
    return has(Statement.VerdictMap.class, rule) || has(Translation.class, rule)
        ? Optional.of(Role.BALANCE)
        : Optional.empty();
  }

  private static Optional<Role> ofOtherPortChain(String chain, Rule rule) {
    if (has(SetUpdate.class, rule)) {
      return Optional.of(Role.REMEMBER);
    }
    return jump(rule).flatMap(NftablesNames::ofLead).or(() -> PORT_CHAINS.ofBeginning(chain));
  }

  private static Optional<Role> ofLead(String target) {
    return BALANCING_CHAINS
        .ofBeginning(target)
        .map(any -> target.startsWith("local-") ? Role.LOCAL_POLICY : Role.ENDPOINTS);
  }

  @Override
  public Meaning ofElement(String set, Element element) {
    ChainVerdict verdict = ((Element.Verdict) element.data()).verdict();
    Optional<PortOfService> port = port(verdict.chain()).or(() -> ofComment(element.comment()));
    return port.map(about -> Meaning.of(role(set, verdict), about)).orElse(Meaning.UNKNOWN);
  }

  private static Role role(String set, ChainVerdict verdict) {
    if (set.equals("service-nodeports")) {
      return Role.NODE_PORT;
    }
    return verdict.kind() == ChainVerdict.Kind.DROP
        ? Role.NO_LOCAL_ENDPOINTS
        : VERDICTS.ofBeginning(verdict.chain()).orElse(Role.UNKNOWN);
  }

  private static Optional<PortOfService> port(String chain) {
    Matcher port = SERVICE_PORT.matcher(chain);
    return port.find()
        ? Optional.of(new PortOfService(port.group(1), port.group(2)))
        : Optional.empty();
  }

  private static Optional<PortOfService> ofComment(String comment) {
    Matcher port = COMMENT.matcher(comment);
    return port.matches()
        ? Optional.of(
            new PortOfService(port.group(1), Optional.ofNullable(port.group(2)).orElse("")))
        : Optional.empty();
  }
}
