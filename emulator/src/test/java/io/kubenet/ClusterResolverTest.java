package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Exploration;
import io.kubenet.chance.choice.SeededChance;
import io.kubenet.dataplane.Fabric;
import io.kubenet.dataplane.FabricConfig;
import io.kubenet.dataplane.Place;
import io.kubenet.dns.ClusterDns;
import io.kubenet.dns.Corefile;
import io.kubenet.dns.ExternalZone;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Resolution;
import io.kubenet.dns.message.Resolution.Status;
import io.kubenet.kubeproxy.KubeProxy;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.Namespace;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.PodDns;
import io.kubenet.model.PortReference;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import io.kubenet.netfilter.compiler.ProgramCompiler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ClusterResolverTest {

  private static final Place CLIENT = new Place.InPod(new ObjectName("shop", "client"));
  private static final List<Protocol> BOTH = List.of(Protocol.UDP, Protocol.TCP);

  @Test
  void queriesGoThroughTheServiceOfTheServer() {
    Resolution resolution = resolve(withServer(), "kube-dns.kube-system");

    assertThat(resolution.addresses()).containsExactly(IpAddress.of("10.96.0.10"));
    assertThat(resolution.questions())
        .containsExactly(
            Question.of("kube-dns.kube-system.shop.svc.cluster.local", "A").overUdp(),
            Question.of("kube-dns.kube-system.shop.svc.cluster.local", "AAAA").overUdp(),
            Question.of("kube-dns.kube-system.svc.cluster.local", "A").overUdp(),
            Question.of("kube-dns.kube-system.svc.cluster.local", "AAAA").overUdp());
  }

  @Test
  void policyThatForbidsThemBreaksNames() {
    ClusterState isolated =
        withServer()
            .with(
                new NetworkPolicy(
                    new ObjectName("shop", "deny-egress"),
                    LabelSelector.everything(),
                    Optional.empty(),
                    Optional.of(List.of())));

    Resolution resolution = resolve(isolated, "kube-dns.kube-system");

    assertThat(resolution.status()).isEqualTo(Status.TEMPORARY_FAILURE);
    assertThat(resolution.queries().get(0).reply().toString())
        .startsWith("TIMED_OUT: ")
        .contains("deny-egress");
    assertThat(resolution.waited()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void serverWithoutEndpointsRefuses() {
    ClusterState empty = nodesAndClient().with(service());

    assertThat(resolve(empty, "kube-dns.kube-system").queries().get(0).reply().toString())
        .startsWith("REFUSED");
  }

  @Test
  void withoutAServerInTheManifestsTheAnswersAreThere() {
    ClusterState plain = nodesAndClient();

    assertThat(resolve(plain, "api.example.com").addresses())
        .containsExactly(IpAddress.of("203.0.113.9"));
  }

  @Test
  void whichOfTwoServersAnswersMakesNoDifference() {
    assertThat(
            Exploration.everyWay(
                chance ->
                    resolver(withServer())
                        .resolve("kube-dns.kube-system", CLIENT, chance)
                        .status()))
        .containsExactly(new Exploration.Way<>(Status.FOUND, Fraction.ONE));
  }

  @Test
  void nodeAsksAResolverOutside() {
    Resolution resolution =
        resolver(withServer())
            .resolve("api.example.com", new Place.OnNode("node1"), new SeededChance(7));

    assertThat(resolution.addresses()).containsExactly(IpAddress.of("203.0.113.9"));
    assertThat(resolution.questions()).hasSize(2);
  }

  private static Resolution resolve(ClusterState state, String name) {
    return resolver(state).resolve(name, CLIENT, new SeededChance(7));
  }

  private static ClusterResolver resolver(ClusterState state) {
    ExternalZone external =
        ExternalZone.empty().withName("api.example.com", IpAddress.of("203.0.113.9"));
    KubeProxy kubeProxy = new KubeProxy(KubeProxyConfig.DEFAULT, IpFamily.IPV4);
    return ClusterResolver.of(
        ClusterDns.of(Corefile.ofKubeadm(36)).withExternalZone(external),
        IpAddress.of("10.96.0.10"),
        new ClusterResolver.Moment(
            state,
            Fabric.of(
                state,
                FabricConfig.DEFAULT,
                node -> ProgramCompiler.checked(kubeProxy.sync(node, state).rules())),
            Settling.NEEDLESS,
            Duration.ZERO));
  }

  private static ClusterState nodesAndClient() {
    return ClusterState.empty()
        .with(new Namespace("shop", ImmutableMap.of()))
        .with(new Namespace("kube-system", ImmutableMap.of()))
        .with(node(1))
        .with(node(2))
        .with(pod(new ObjectName("shop", "client"), 1, 50));
  }

  private static ClusterState withServer() {
    return nodesAndClient()
        .with(pod(new ObjectName("kube-system", "coredns-1"), 1, 2))
        .with(pod(new ObjectName("kube-system", "coredns-2"), 2, 2))
        .with(service())
        .with(
            new EndpointSlice(
                new ObjectName("kube-system", "kube-dns-abcde"),
                Optional.of(ClusterDns.SERVICE),
                IpFamily.IPV4,
                BOTH.stream()
                    .map(
                        protocol ->
                            new EndpointSlice.Port(
                                "dns-" + protocol.lowerCase(), protocol, OptionalInt.of(53)))
                    .toList(),
                List.of(endpoint(1), endpoint(2))));
  }

  private static Endpoint endpoint(int number) {
    return new Endpoint(
        List.of(IpAddress.of("10.244." + number + ".2")),
        true,
        true,
        false,
        Optional.empty(),
        Optional.of("node" + number),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.of(new ObjectName("kube-system", "coredns-" + number)));
  }

  private static Node node(int number) {
    return new Node(
        "node" + number,
        Map.of(),
        List.of(IpAddress.of("192.168.0.1" + number)),
        List.of(Cidr.of("10.244." + number + ".0/24")),
        true,
        false,
        List.of(),
        Map.of());
  }

  private static Pod pod(ObjectName name, int node, int last) {
    return new Pod(
        name,
        Map.of(),
        Optional.of("node" + node),
        List.of(IpAddress.of("10.244." + node + "." + last)),
        false,
        Pod.Phase.RUNNING,
        true,
        false,
        BOTH.stream()
            .map(p -> new ContainerPort("", 53, p, Optional.empty(), Optional.empty()))
            .toList(),
        Optional.empty(),
        Optional.empty(),
        PodDns.CLUSTER_FIRST);
  }

  private static Service service() {
    return new Service(
        ClusterDns.SERVICE,
        Map.of(),
        Map.of(),
        Service.Type.CLUSTER_IP,
        List.of(IpAddress.of("10.96.0.10")),
        List.of(IpFamily.IPV4),
        BOTH.stream()
            .map(
                protocol ->
                    new ServicePort(
                        "dns-" + protocol.lowerCase(),
                        protocol,
                        53,
                        new PortReference.Numbered(53),
                        0))
            .toList(),
        Map.of(),
        List.of(),
        Service.LoadBalancer.NONE,
        Service.TrafficPolicy.CLUSTER,
        Service.TrafficPolicy.CLUSTER,
        OptionalInt.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }
}
