package io.kubenet.kubeproxy.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.meaning.Meaning;
import io.kubenet.meaning.Role;
import io.kubenet.ruleset.nftables.BaseChain;
import io.kubenet.ruleset.nftables.BaseChain.HookPoint;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.DataType;
import io.kubenet.ruleset.nftables.Field;
import io.kubenet.ruleset.nftables.Rule;
import io.kubenet.ruleset.nftables.Statement;
import io.kubenet.ruleset.nftables.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the kernel calls kube-proxy's chains, and where they lead (nftablesBaseChains and
 * nftablesJumpChains of kube-proxy).
 *
 * @param chains the base chains
 */
record Hooks(List<Chain> chains) {

  static final String NODEPORT_ENDPOINTS_CHECK = "nodeport-endpoints-check";
  static final String SERVICE_ENDPOINTS_CHECK = "service-endpoints-check";
  static final String FIREWALL_CHECK = "firewall-check";
  static final String CLUSTER_IPS_CHECK = "cluster-ips-check";
  static final String SERVICES = "services";
  static final String MASQUERADING = "masquerading";

  /** Just before packets are translated, which chains of type nat do at -100. */
  private static final int BEFORE_TRANSLATION = -110;

  private static final int AFTER_TRANSLATION = -90;
  private static final int FILTER = 0;

  private static final ImmutableList<Chain> NAT =
      ImmutableList.of(
          nat("nat-prerouting", HookPoint.PREROUTING, -100, SERVICES),
          nat("nat-output", HookPoint.OUTPUT, -100, SERVICES),
          nat("nat-postrouting", HookPoint.POSTROUTING, 100, MASQUERADING));

  /** Until 1.32. */
  static final Hooks BEFORE_33 =
      with(
          filter("filter-prerouting", HookPoint.PREROUTING, BEFORE_TRANSLATION, FIREWALL_CHECK),
          filter(
              "filter-input",
              HookPoint.INPUT,
              BEFORE_TRANSLATION,
              NODEPORT_ENDPOINTS_CHECK,
              SERVICE_ENDPOINTS_CHECK),
          filter(
              "filter-forward",
              HookPoint.FORWARD,
              BEFORE_TRANSLATION,
              SERVICE_ENDPOINTS_CHECK,
              CLUSTER_IPS_CHECK),
          filter(
              "filter-output",
              HookPoint.OUTPUT,
              BEFORE_TRANSLATION,
              SERVICE_ENDPOINTS_CHECK,
              FIREWALL_CHECK),
          filter(
              "filter-output-post-dnat", HookPoint.OUTPUT, AFTER_TRANSLATION, CLUSTER_IPS_CHECK));

  static final Hooks SINCE_33 =
      with(
          filter(
              "filter-prerouting-pre-dnat",
              HookPoint.PREROUTING,
              BEFORE_TRANSLATION,
              FIREWALL_CHECK),
          filter("filter-output-pre-dnat", HookPoint.OUTPUT, BEFORE_TRANSLATION, FIREWALL_CHECK),
          filter(
              "filter-input",
              HookPoint.INPUT,
              FILTER,
              NODEPORT_ENDPOINTS_CHECK,
              SERVICE_ENDPOINTS_CHECK),
          filter(
              "filter-forward",
              HookPoint.FORWARD,
              FILTER,
              SERVICE_ENDPOINTS_CHECK,
              CLUSTER_IPS_CHECK),
          filter(
              "filter-output",
              HookPoint.OUTPUT,
              FILTER,
              SERVICE_ENDPOINTS_CHECK,
              CLUSTER_IPS_CHECK));

  Hooks {
    chains = ImmutableList.copyOf(chains);
  }

  private static Hooks with(Chain... filters) {
    return new Hooks(ImmutableList.<Chain>builder().add(filters).addAll(NAT).build());
  }

  private static Chain filter(String name, HookPoint hook, int priority, String... targets) {
    return new Chain(
        name,
        Optional.of(BaseChain.of(BaseChain.Type.FILTER, hook, priority)),
        "",
        Stream.of(targets)
            .map(target -> Rule.of(isNew(), Words.jump(target)).withMeaning(meaning(target)))
            .collect(ImmutableList.toImmutableList()));
  }

  private static Chain nat(String name, HookPoint hook, int priority, String target) {
    return new Chain(
        name,
        Optional.of(BaseChain.of(BaseChain.Type.NAT, hook, priority)),
        "",
        ImmutableList.of(Rule.of(Words.jump(target))));
  }

  private static Meaning meaning(String target) {
    return Meaning.of(
        switch (target) {
          case FIREWALL_CHECK -> Role.SOURCE_RANGE_CHECK;
          case CLUSTER_IPS_CHECK -> Role.CLUSTER_IP_PORT_CHECK;
          default -> Role.ENDPOINT_CHECK;
        });
  }

  private static Statement isNew() {
    return Statement.Match.of(Field.CT_STATE, new Value.Numeric(DataType.CT_STATE, 8));
  }
}
