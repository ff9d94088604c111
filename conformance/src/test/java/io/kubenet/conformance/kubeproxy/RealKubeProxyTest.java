package io.kubenet.conformance.kubeproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.conformance.kernel.Namespace;
import io.kubenet.kubeproxy.KubeProxy;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.kubeproxy.sync.Sync;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IpFamily;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The emulator's rules are those that real kube-proxies write, at once and after changes. */
@AddLifecycleHook(Binaries.class)
class RealKubeProxyTest {

  private static final List<Namespace> NAMESPACES = new ArrayList<>();

  @BeforeContainer
  static void build() {
    NAMESPACES.add(KernelRules.node("knt-proxy"));
    NAMESPACES.add(KernelRules.node("knt-emulator"));
  }

  @AfterContainer
  static void close() {
    NAMESPACES.forEach(Namespace::close);
  }

  @Property
  void rulesAreThoseOfTheRealKubeProxy(
      @ForAll("scenarios") Scenario scenario,
      @ForAll("versions") String version,
      @ForAll Mode mode) {
    Assume.that(scenario.isFor(mode, version));

    Map<IpFamily, String> real;
    try (var kubeProxy = RealKubeProxy.start(NAMESPACES.get(0), mode, version, scenario)) {
      kubeProxy.changeTo(0);
      real = kubeProxy.rules(0);
    }

    for (IpFamily family : scenario.families()) {
      KubeProxy emulated = new KubeProxy(scenario.config(mode, version), family);
      ListedRules rules = listed(emulated.sync("node1", scenario.state(0)), mode, family);
      assertThat(rules.differences(ListedRules.of(mode, real.get(family)))).isEmpty();
    }
  }

  @Property
  void rulesAreThoseOfTheRealKubeProxyAfterEachChange(
      @ForAll("changing scenarios") Scenario scenario,
      @ForAll("versions") String version,
      @ForAll Mode mode) {
    Assume.that(scenario.isFor(mode, version));
    Map<IpFamily, Sync> syncs = new EnumMap<>(IpFamily.class);

    try (var kubeProxy = RealKubeProxy.start(NAMESPACES.get(0), mode, version, scenario)) {
      for (int i = 0; i < scenario.generations().size(); i++) {
        kubeProxy.changeTo(i);
        Map<IpFamily, String> real = kubeProxy.rules(i);
        ClusterState state = scenario.state(i);
        for (IpFamily family : scenario.families()) {
          KubeProxy emulated = new KubeProxy(scenario.config(mode, version), family);
          syncs.merge(family, emulated.sync("node1", state), (last, full) -> last.next(state));
          ListedRules rules = listed(syncs.get(family), mode, family).withoutComments();
          ListedRules expected =
              ListedRules.of(mode, real.get(family)).withoutStale().withoutComments();
          assertThat(rules.differences(expected)).as("generation %d", i).isEmpty();
        }
      }
    }
  }

  private static ListedRules listed(Sync sync, Mode mode, IpFamily family) {
    String text = sync.rules().text();
    return ListedRules.of(
        mode, mode == Mode.IPTABLES ? text : KernelRules.relist(NAMESPACES.get(1), text, family));
  }

  @Provide
  Arbitrary<Scenario> scenarios() {
    return Arbitraries.randomValue(random -> Scenario.arbitrary(random, 0));
  }

  @Provide("changing scenarios")
  Arbitrary<Scenario> changingScenarios() {
    return Arbitraries.randomValue(random -> Scenario.arbitrary(random, 3));
  }

  @Provide
  Arbitrary<String> versions() {
    return Arbitraries.of(Binaries.versions());
  }
}
