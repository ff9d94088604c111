package io.kubenet.kubeproxy.nftables;

import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.Rule;
import io.kubenet.ruleset.nftables.Statement;
import java.util.List;
import java.util.Optional;

/** How a version of kube-proxy has Service traffic masqueraded. */
sealed interface Masquerade permits MarkChainMasquerade, InlineMasquerade {

  /** Marks the packet. */
  Statement mark();

  /** Marks what is for an external address of any Service. */
  Rule external();

  /** The rule for all cluster IPs at once, if there is one. */
  Optional<Rule> allClusterIps();

  /** The rule in the chain of a port's cluster IP, if there is one. */
  Optional<Rule> clusterIp(ServicePortInfo info);

  /** What masquerades marked packets as they leave. */
  List<Rule> postrouting();

  /** Chains that the others jump to. */
  List<Chain> helpers();

  /** The sets that it looks into, beside those of all versions. */
  List<SharedSet> sets();
}
