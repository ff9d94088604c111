package io.kubenet.jqwik;

import static io.kubenet.jqwik.ServiceSketch.service;

import com.google.common.collect.ImmutableList;
import io.kubenet.jqwik.EndpointSliceSpec.Endpoint;
import io.kubenet.jqwik.PodSpec.Network;
import io.kubenet.jqwik.PodSpec.State;
import io.kubenet.jqwik.WorkloadSpec.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Clusters in which Services often go wrong, each as small as it can be: they are tried early, and
 * a failed property reports them as they are.
 *
 * <p>A client is on the first node, in one zone; an endpoint on the second, in another.
 */
final class EdgeClusters {

  private static final NodeSpec HERE = new NodeSpec(1, Optional.of("a"));
  private static final NodeSpec THERE = new NodeSpec(2, Optional.of("b"));
  private static final PodSpec CLIENT = pod(1, "web", HERE, State.READY);
  private static final PodSpec API_HERE = pod(2, "api", HERE, State.READY);
  private static final PodSpec API_THERE = pod(3, "api", THERE, State.READY);

  private final ClusterSpec oneNode;
  private final ClusterSpec twoNodes;
  private final ClusterSpec usual;
  private final String clientsRange;

  private EdgeClusters(Families families) {
    this.oneNode = ClusterSpec.of(families, HERE);
    this.twoNodes = ClusterSpec.of(families, HERE, THERE);
    this.usual = twoNodes.withPods(CLIENT, API_THERE);
    this.clientsRange = HERE.podCidr(families.list().get(0));
  }

  /** Those that a shape allows. */
  static Stream<ClusterSpec> of(Shape shape) {
    return shape.families().stream()
        .map(EdgeClusters::new)
        .flatMap(edges -> Stream.of(edges.endpoints(), edges.services(), edges.others()))
        .flatMap(List::stream)
        .filter(shape::allows);
  }

  private List<ClusterSpec> endpoints() {
    ServiceSketch plain = service(ServiceSpec.Type.CLUSTER_IP);
    return ImmutableList.of(
        oneNode.withPods(API_HERE).withServices(plain.spec()),
        oneNode.withPods(CLIENT, API_HERE).withServices(plain.spec()),
        twoNodes
            .withPods(CLIENT)
            .withServices(service(ServiceSpec.Type.CLUSTER_IP).ofNobody().spec()),
        only(State.UNREADY).withServices(plain.spec()),
        only(State.UNREADY)
            .withServices(service(ServiceSpec.Type.CLUSTER_IP).withUnreadyPublished().spec()),
        only(State.TERMINATING).withServices(plain.spec()),
        only(State.TERMINATING_UNREADY).withServices(plain.spec()),
        twoNodes
            .withPods(CLIENT, hostApi())
            .withServices(service(ServiceSpec.Type.NODE_PORT).spec()));
  }

  private List<ClusterSpec> services() {
    return Stream.of(
            service(ServiceSpec.Type.CLUSTER_IP).withLocalInternalTraffic(),
            service(ServiceSpec.Type.NODE_PORT).withLocalExternalTraffic(),
            service(ServiceSpec.Type.LOAD_BALANCER).withLocalExternalTraffic(),
            service(ServiceSpec.Type.LOAD_BALANCER).withSourceRange(clientsRange),
            service(ServiceSpec.Type.CLUSTER_IP).withAffinity(),
            service(ServiceSpec.Type.HEADLESS),
            service(ServiceSpec.Type.NODE_PORT).withPorts(PortSpec.DNS, PortSpec.DNS_OVER_TCP),
            service(ServiceSpec.Type.CLUSTER_IP).preferringItsZone())
        .map(ServiceSketch::spec)
        .map(usual::withServices)
        .toList();
  }

  private List<ClusterSpec> others() {
    ServiceSpec plain = service(ServiceSpec.Type.CLUSTER_IP).spec();
    ServiceSpec nobodys = service(ServiceSpec.Type.CLUSTER_IP).ofNobody().spec();
    List<Endpoint> byHand = ImmutableList.of(new Endpoint(API_THERE, State.READY));
    PolicySpec denial =
        new PolicySpec(1, Optional.of("api"), Optional.of(ImmutableList.of()), Optional.empty());
    return ImmutableList.of(
        usual.withServices(nobodys).withSlices(new EndpointSliceSpec(1, nobodys, byHand)),
        usual.withServices(nobodys).withSlices(new EndpointSliceSpec(1, nobodys, List.of())),
        usual.withServices(plain).withPolicies(denial),
        twoNodes.withWorkloads(new WorkloadSpec(1, "api", Kind.DEPLOYMENT, 0)).withServices(plain),
        twoNodes.withWorkloads(new WorkloadSpec(1, "api", Kind.DAEMON_SET, 1)).withServices(plain));
  }

  private ClusterSpec only(State state) {
    return twoNodes.withPods(CLIENT, pod(3, "api", THERE, state));
  }

  private static PodSpec hostApi() {
    return new PodSpec(3, "api", THERE, State.READY, Network.HOST);
  }

  private static PodSpec pod(int number, String app, NodeSpec node, State state) {
    return new PodSpec(number, app, node, state, Network.POD);
  }
}
