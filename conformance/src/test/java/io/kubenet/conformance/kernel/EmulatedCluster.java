package io.kubenet.conformance.kernel;

import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Exploration;
import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Exchange;
import io.kubenet.dataplane.Fabric;
import io.kubenet.dataplane.FabricConfig;
import io.kubenet.dataplane.Place;
import io.kubenet.jqwik.FlowSpec;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpAddress;
import io.kubenet.netfilter.Program;
import io.kubenet.netfilter.compiler.ProgramCompiler;
import io.kubenet.node.NetworkKind;
import io.kubenet.ruleset.host.HostRules;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A cluster in the emulator, with rules that are given, asked as a real one is. */
final class EmulatedCluster {

  private static final List<IpAddress> OUTSIDE =
      List.of(IpAddress.of("192.168.0.250"), IpAddress.of("fd00:192::fa"));

  private final Fabric fabric;

  /**
   * A cluster.
   *
   * @param rules the rules of each node by its name
   */
  EmulatedCluster(ClusterState state, Map<String, HostRules> rules) {
    this(state, rules, NetworkKind.BRIDGE);
  }

  /** The same in another network. */
  EmulatedCluster(ClusterState state, Map<String, HostRules> rules, NetworkKind network) {
    Map<String, Program> programs = new LinkedHashMap<>();
    rules.forEach((node, installed) -> programs.put(node, ProgramCompiler.checked(installed)));
    this.fabric =
        Fabric.of(
            state,
            FabricConfig.DEFAULT.withOutsideHosts(OUTSIDE).withNetwork(network),
            programs::get);
  }

  /** How a connection can end, and how likely each end is. */
  Map<RealOutcome, Fraction> outcomes(FlowSpec flow) {
    Attempt direct = Attempt.of(place(flow.source()), flow.protocol(), flow.target());
    Attempt attempt = flow.via().map(direct::withVia).orElse(direct);
    Map<RealOutcome, Fraction> outcomes = new TreeMap<>();
    for (Exploration.Way<Exchange> way :
        Exploration.everyWay(chance -> fabric.scratch().exchange(attempt, chance, Duration.ZERO))) {
      outcomes.merge(outcome(way.result()), way.probability(), Fraction::plus);
    }
    return outcomes;
  }

  private static RealOutcome outcome(Exchange exchange) {
    return exchange
        .served()
        .map(
            served ->
                new RealOutcome(
                    exchange.outcome().verdict(),
                    served.address().toString(),
                    served.client().toString()))
        .orElseGet(() -> RealOutcome.failed(exchange.outcome().verdict()));
  }

  private static Place place(String source) {
    int slash = source.indexOf('/');
    String name = source.substring(slash + 1);
    return switch (source.substring(0, slash)) {
      case "pod" -> new Place.InPod(ObjectName.of(name));
      case "node" -> new Place.OnNode(name);
      case "external" -> new Place.Outside(IpAddress.of(name));
      default -> throw new IllegalArgumentException("no place: " + source);
    };
  }
}
