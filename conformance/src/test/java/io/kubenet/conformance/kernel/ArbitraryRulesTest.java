package io.kubenet.conformance.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.chance.Fraction;
import io.kubenet.conformance.kernel.Inquiry.Question;
import io.kubenet.jqwik.FlowSpec;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Arbitrary rules on one of two nodes, and packets through them. */
@Tag("kernel")
@RunsOnARealKernel
class ArbitraryRulesTest {

  private static final Stage STAGE = new Stage(2, 2);
  private static final int PACKETS = 12;

  private Optional<RealCluster> real = Optional.empty();

  @BeforeProperty
  void build() {
    real = Optional.of(STAGE.build());
  }

  @AfterProperty
  void close() {
    real.ifPresent(RealCluster::close);
  }

  @Property(seed = Seeds.OF_EVERY_BUILD)
  void packetsFareAsWithIptables(
      @ForAll("iptables") String rules, @ForAll("flows") List<FlowSpec> flows) {
    HostRules ruleset = HostRules.of(IptablesRuleset.parse(IpFamily.IPV4, rules));

    List<String> contradictions = contradictions(ruleset, flows);

    assertThat(contradictions).isEmpty();
  }

  @Property(seed = Seeds.OF_EVERY_BUILD)
  void packetsFareAsWithIp6tables(
      @ForAll("iptables") String rules, @ForAll("flows") List<FlowSpec> flows) {
    HostRules ruleset = HostRules.of(IptablesRuleset.parse(IpFamily.IPV6, SaidInIpv6.rules(rules)));
    List<FlowSpec> ipv6Flows = flows.stream().map(SaidInIpv6::flow).toList();

    List<String> contradictions = contradictions(ruleset, ipv6Flows);

    assertThat(contradictions).isEmpty();
  }

  @Property(seed = Seeds.OF_EVERY_BUILD)
  void packetsFareAsWithNft(
      @ForAll("nftables") String rules,
      @ForAll("flows") List<FlowSpec> flows,
      @ForAll IpFamily family) {
    boolean isIpv6 = family == IpFamily.IPV6;
    IptablesRuleset iptables = IptablesRuleset.parse(family, RealRules.NO_RULES);
    NftablesRuleset nftables = NftablesRuleset.parse(isIpv6 ? NftablesInIpv6.rules(rules) : rules);

    assertFaresAndIsListed(
        new HostRules(List.of(nftables), List.of(iptables)),
        isIpv6 ? flows.stream().map(SaidInIpv6::flow).toList() : flows);
  }

  private void assertFaresAndIsListed(HostRules rules, List<FlowSpec> flows) {
    List<String> contradictions = contradictions(rules, flows);

    assertThat(contradictions).isEmpty();
    assertThat(outcomes(HostRules.of(listed()), flows)).isEqualTo(outcomes(rules, flows));
  }

  /** The rules of node1 as nft lists them. */
  private NftablesRuleset listed() {
    String listing = real.orElseThrow().node("node1").run("", "nft", "list", "ruleset");
    return NftablesRuleset.parse(listing);
  }

  private static List<Map<RealOutcome, Fraction>> outcomes(HostRules rules, List<FlowSpec> flows) {
    EmulatedCluster emulated = emulated(rules);
    return flows.stream().map(emulated::outcomes).toList();
  }

  private static EmulatedCluster emulated(HostRules rules) {
    return new EmulatedCluster(STAGE.state(), Map.of("node1", rules, "node2", HostRules.NONE));
  }

  private List<String> contradictions(HostRules rules, List<FlowSpec> flows) {
    RealCluster cluster = real.orElseThrow();
    RealRules.load(cluster.node("node1"), rules);
    EmulatedCluster emulated = emulated(rules);
    List<Question> questions =
        flows.stream().map(flow -> question(cluster, flow, emulated)).toList();
    return new Inquiry(3).contradictions(questions);
  }

  private static Question question(RealCluster cluster, FlowSpec flow, EmulatedCluster emulated) {
    Expectation expectation = new Expectation(flow.toString(), emulated.outcomes(flow));
    return new Question(cluster, flow, expectation::contradictionOrMute);
  }

  @Provide
  Arbitrary<String> iptables() {
    return IptablesArbitrary.rulesets();
  }

  @Provide
  Arbitrary<String> nftables() {
    return NftablesArbitrary.rulesets();
  }

  @Provide
  Arbitrary<List<FlowSpec>> flows() {
    List<FlowSpec> flows =
        Stream.of(
                "pod/shop/pod-1-1",
                "pod/shop/pod-2-1",
                "node/node1",
                "node/node2",
                "external/192.168.0.250")
            .flatMap(ArbitraryRulesTest::flows)
            .toList();
    return Arbitraries.of(flows).list().ofSize(PACKETS).uniqueElements();
  }

  private static Stream<FlowSpec> flows(String source) {
    return Stream.of(
            "10.244.1.11",
            "10.244.1.12",
            "10.244.2.12",
            "10.244.1.99",
            "192.168.0.11",
            "10.244.1.1",
            "192.168.0.12",
            "10.96.0.10",
            "203.0.113.9")
        .flatMap(
            target ->
                Stream.of(
                    flow(source, target, 8080, Protocol.TCP),
                    flow(source, target, 5353, Protocol.UDP),
                    flow(source, target, 7, Protocol.TCP),
                    flow(source, target, 7, Protocol.UDP)));
  }

  private static FlowSpec flow(String source, String target, int port, Protocol protocol) {
    boolean isRouted = source.startsWith("external/") && !target.startsWith("192.168.0.");
    return new FlowSpec(
        source,
        IpPort.of(target + ":" + port),
        protocol,
        isRouted ? Optional.of("node1") : Optional.empty());
  }
}
