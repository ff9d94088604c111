package io.kubenet.kubeproxy.nftables;

import io.kubenet.kubeproxy.config.LocalTrafficDetector;
import io.kubenet.kubeproxy.config.Masquerading;
import io.kubenet.kubeproxy.sync.ProxiedNode;
import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.nftables.Field;
import io.kubenet.ruleset.nftables.Statement;
import io.kubenet.ruleset.nftables.Value;
import java.util.Optional;

/**
 * What the rules of Services in nftables mode are made of beside the Services; nodes with equal
 * settings can share rules.
 *
 * @param family the family
 * @param detector how local traffic is told
 * @param masquerading how Service traffic is masqueraded
 * @param version the version of kube-proxy
 */
record RuleSettings(
    IpFamily family,
    LocalTrafficDetector detector,
    Masquerading masquerading,
    KubernetesVersion version) {

  static RuleSettings of(ProxiedNode node) {
    return new RuleSettings(
        node.family(), node.detector(), node.config().nftables(), node.config().version());
  }

  Words words() {
    return new Words(family);
  }

  Dialect dialect() {
    return Dialect.of(this);
  }

  /** Holds for local traffic; empty if it can't be told. */
  Optional<Statement> ifLocal() {
    return detector.accept(new LocalStatement(Statement.Comparison.IMPLICIT));
  }

  /** Holds for all but local traffic; empty if it can't be told. */
  Optional<Statement> ifNotLocal() {
    return detector.accept(new LocalStatement(Statement.Comparison.NOT_EQUAL));
  }

  private final class LocalStatement implements LocalTrafficDetector.Visitor<Optional<Statement>> {

    private final Statement.Comparison comparison;

    LocalStatement(Statement.Comparison comparison) {
      this.comparison = comparison;
    }

    @Override
    public Optional<Statement> none() {
      return Optional.empty();
    }

    @Override
    public Optional<Statement> source(Cidr cidr) {
      return Optional.of(new Statement.Match(words().source(), comparison, Words.block(cidr)));
    }

    @Override
    public Optional<Statement> inInterface(String name) {
      return Optional.of(
          new Statement.Match(interfaceField(), comparison, new Value.InterfaceName(name)));
    }

    @Override
    public Optional<Statement> inInterfaces(String prefix) {
      return inInterface(prefix + "*");
    }
  }

  /** Until 1.32 the interface was compared by its index, which must be known when rules load. */
  private Field interfaceField() {
    return KubeProxyFeature.NFTABLES_INTERFACE_NAMES.isIn(version) ? Field.IIFNAME : Field.IIF;
  }
}
