package io.kubenet.dataplane;

import io.kubenet.chance.choice.SeededChance;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.netfilter.Program;
import io.kubenet.netfilter.compiler.ProgramCompiler;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import java.time.Duration;

/** What the client of the small cluster meets where its node, node1, has rules. */
record RuledNode(Program program) {

  static RuledNode of(IpFamily family, String rules) {
    return new RuledNode(
        ProgramCompiler.checked(HostRules.of(IptablesRuleset.parse(family, rules))));
  }

  Exchange connect(Protocol protocol, String target) {
    return Fabric.of(
            SmallCluster.state(),
            FabricConfig.DEFAULT,
            node -> node.equals("node1") ? program : Program.EMPTY)
        .exchange(
            Attempt.of(SmallCluster.CLIENT, protocol, IpPort.of(target)),
            new SeededChance(1),
            Duration.ZERO);
  }
}
