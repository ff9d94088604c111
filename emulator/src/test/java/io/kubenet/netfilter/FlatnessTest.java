package io.kubenet.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.chance.choice.SeededChance;
import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.ControlPlaneConfig;
import io.kubenet.kubeproxy.KubeProxy;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.netfilter.compiler.ProgramCompiler;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One verdict looks at as many rules whatever the number of Services. */
class FlatnessTest {

  private static final IpPort FIRST = IpPort.of("10.96.1.1:80");
  private static final IpPort NOWHERE = IpPort.of("10.107.0.1:80");

  @ParameterizedTest
  @EnumSource
  void verdictVisitsAsManyRulesAmongManyServicesAsAmongFew(Mode mode) {
    ClusterState few = cluster(3);
    ClusterState many = cluster(1000);

    assertThat(visits(mode, many, FIRST)).isPositive().isEqualTo(visits(mode, few, FIRST));
    assertThat(visits(mode, many, NOWHERE)).isEqualTo(visits(mode, few, NOWHERE));
  }

  private static long visits(Mode mode, ClusterState state, IpPort destination) {
    KubeProxy kubeProxy = new KubeProxy(KubeProxyConfig.DEFAULT.withMode(mode), IpFamily.IPV4);
    Program program = ProgramCompiler.checked(kubeProxy.sync("node1", state).rules());
    Netfilter netfilter = new Netfilter(program, new TestHost());
    SocketBuffer buffer =
        SocketBuffer.sent(Packet.first(Protocol.TCP, IpPort.of("192.168.0.11:40000"), destination));

    netfilter.pass(
        Hook.OUTPUT,
        buffer,
        new Circumstances(new SeededChance(7), Duration.ZERO, Optional.empty()));

    return netfilter.ruleVisits();
  }

  private static ClusterState cluster(int services) {
    StringBuilder manifest = new StringBuilder();
    for (int i = 0; i < services; i++) {
      manifest.append(service(i));
    }
    return ControlPlane.load(
            ManifestReader.read(new TextSource("many.yaml", manifest.toString())),
            ControlPlaneConfig.of(IpFamily.IPV4))
        .state();
  }

  private static String service(int index) {
    return """
    {apiVersion: v1, kind: Service, metadata: {name: svc-%d},
     spec: {clusterIP: 10.96.%d.%d, ports: [{port: 80, targetPort: 8080}]}}
    ---
    {apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, addressType: IPv4,
     metadata: {name: svc-%d-1, labels: {kubernetes.io/service-name: svc-%d}},
     ports: [{port: 8080, protocol: TCP}],
     endpoints: [{addresses: [10.244.2.9], conditions: {ready: true}, nodeName: node2}]}
    ---
    """
        .formatted(index, index / 250 + 1, index % 250 + 1, index, index);
  }
}
