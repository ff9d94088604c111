package io.kubenet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.kubenet.model.ClusterState;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.PodDns;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 10,000 pods and 1,000 policies: 100 namespaces of ten policies and ten applications of ten. */
class PolicyEngineVisitsTest {

  private static final int NAMESPACES = 100;
  private static final int APPLICATIONS = 10;
  private static final int REPLICAS = 10;

  private static final ClusterState CLUSTER = cluster();

  @Test
  void verdictComparesThePoliciesOfOneNamespaceAlone() {
    PolicyEngine engine = PolicyEngine.of(CLUSTER);

    PolicyVerdict verdict = engine.ingress(tcp(address(7, 3, 0), address(7, 4, 0)));

    assertThat(verdict.reason()).isEqualTo("allowed by NetworkPolicy team-7/app-4 ingress[0]");
    assertThat(engine.visits()).isEqualTo(APPLICATIONS + 1);
  }

  @Test
  void alikePodsAreComparedOnce() {
    PolicyEngine engine = PolicyEngine.of(CLUSTER);
    engine.ingress(tcp(address(7, 3, 0), address(7, 4, 0)));
    long before = engine.visits();

    for (int replica = 0; replica < REPLICAS; replica++) {
      engine.ingress(tcp(address(7, 3, replica), address(7, 4, replica)));
    }

    assertThat(engine.visits()).isEqualTo(before);
  }

  @Test
  void changeOfServicesKeepsWhatWasFound() {
    PolicyEngine engine = PolicyEngine.of(CLUSTER);

    PolicyEngine changed = engine.withState(CLUSTER.withoutService(ObjectName.of("team-1/app")));

    assertThat(changed).isSameAs(engine);
  }

  @Test
  void changeOfAPodComparesNothingAnew() {
    PolicyEngine engine = PolicyEngine.of(CLUSTER);
    Packet packet = tcp(address(7, 3, 0), address(7, 4, 0));
    engine.ingress(packet);
    long before = engine.visits();

    PolicyEngine changed =
        engine.withState(CLUSTER.withoutPod(new ObjectName("team-7", "app-3-0")));

    assertThat(changed.ingress(tcp(address(7, 3, 1), address(7, 4, 1))).isAllowed()).isTrue();
    assertThat(changed.ingress(packet).isAllowed()).isFalse();
    assertThat(changed.visits()).isEqualTo(before);
  }

  @Test
  void changeOfPoliciesIsSeen() {
    PolicyEngine engine = PolicyEngine.of(CLUSTER);
    Packet packet = tcp(address(7, 3, 0), address(7, 5, 0));

    PolicyEngine open =
        engine.withState(CLUSTER.withoutNetworkPolicy(new ObjectName("team-7", "app-5")));

    assertThat(engine.ingress(packet).isAllowed()).isFalse();
    assertThat(open.ingress(packet).isAllowed()).isTrue();
  }

  private static ClusterState cluster() {
    ClusterState state = ClusterState.empty();
    for (int namespace = 0; namespace < NAMESPACES; namespace++) {
      for (int app = 0; app < APPLICATIONS; app++) {
        state = state.with(policy(namespace, app));
        for (int replica = 0; replica < REPLICAS; replica++) {
          state = state.with(pod(namespace, app, replica));
        }
      }
    }
    return state;
  }

  /** Each application admits the one before it. */
  private static NetworkPolicy policy(int namespace, int app) {
    NetworkPolicy.Peer before =
        new NetworkPolicy.PodPeer(Optional.empty(), Optional.of(labelled(app - 1)));
    return new NetworkPolicy(
        new ObjectName("team-" + namespace, "app-" + app),
        labelled(app),
        Optional.of(List.of(new NetworkPolicy.Rule(List.of(before), List.of()))),
        Optional.empty());
  }

  private static LabelSelector labelled(int app) {
    return LabelSelector.ofLabels(ImmutableMap.of("app", "app-" + app));
  }

  private static Pod pod(int namespace, int app, int replica) {
    return new Pod(
        new ObjectName("team-" + namespace, "app-" + app + "-" + replica),
        ImmutableMap.of("app", "app-" + app),
        Optional.of("node-1"),
        List.of(address(namespace, app, replica)),
        false,
        Pod.Phase.RUNNING,
        true,
        false,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        PodDns.CLUSTER_FIRST);
  }

  private static IpAddress address(int namespace, int app, int replica) {
    return IpAddress.of("10." + (64 + app) + "." + namespace + "." + (10 + replica));
  }

  private static Packet tcp(IpAddress source, IpAddress destination) {
    return Packet.first(Protocol.TCP, new IpPort(source, 40000), new IpPort(destination, 80));
  }
}
