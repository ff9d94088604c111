package io.kubenet.kubeproxy;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.kubeproxy.services.ServicePortMap;
import io.kubenet.kubeproxy.services.ServicePortName;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Protocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The UDP ports of Services, by their names, with what serves them. */
final class UdpServices {

  private static final ImmutableList<Endpoint> NONE = ImmutableList.of();

  private final Map<ServicePortName, ServicePortMap.Entry> entries = new LinkedHashMap<>();

  private UdpServices() {}

  static UdpServices of(ServicePortMap services) {
    UdpServices udp = new UdpServices();
    services.entries().stream()
        .filter(entry -> entry.info().protocol() == Protocol.UDP)
        .forEach(entry -> udp.entries.put(entry.info().name(), entry));
    return udp;
  }

  boolean hasEndpointsOf(UdpServices other) {
    return entries.keySet().stream().allMatch(name -> endpoints(name).equals(other.endpoints(name)))
        && entries.keySet().containsAll(other.entries.keySet());
  }

  private List<Endpoint> endpoints(ServicePortName name) {
    ServicePortMap.Entry entry = entries.get(name);
    return entry == null ? NONE : entry.endpoints();
  }

  /**
   * Whether a flow to a Service goes where none of its endpoints serves; a Service without serving
   * endpoints keeps its flows (CleanStaleEntries of 1.32 to 1.36).
   */
  boolean isStale(UdpFlow flow, FlowComparison comparison) {
    return entries.values().stream()
        .filter(entry -> isFor(entry.info(), flow))
        .map(UdpServices::serving)
        .filter(serving -> !serving.isEmpty())
        .anyMatch(
            serving ->
                serving.stream()
                    .noneMatch(endpoint -> comparison.isSame(flow.endpoint(), endpoint.address())));
  }

  private static List<Endpoint> serving(ServicePortMap.Entry entry) {
    return entry.endpoints().stream()
        .filter(endpoint -> endpoint.source().isServing())
        .collect(ImmutableList.toImmutableList());
  }

  private static boolean isFor(ServicePortInfo info, UdpFlow flow) {
    int port = flow.destination().port();
    return (port == info.port() && vips(info).anyMatch(flow.destinationIp()::equals))
        || isForNodePort(info, flow);
  }

  private static boolean isForNodePort(ServicePortInfo info, UdpFlow flow) {
    return info.nodePort() != 0 && info.nodePort() == flow.destination().port();
  }

  private static Stream<IpAddress> vips(ServicePortInfo info) {
    return Stream.of(
            Stream.of(info.clusterIp()),
            info.externalIps().stream(),
            info.loadBalancerVips().stream())
        .flatMap(ips -> ips);
  }

  /**
   * The flows that kube-proxy until 1.31 deletes by what became of each port: those to endpoints
   * that were ready and are so no more, all where no endpoint was ready and now one is, and all to
   * the cluster IP of a port that is gone (cleanStaleEntries and detectStaleConntrackEntries). It
   * tells virtual addresses apart without their ports.
   */
  Predicate<UdpFlow> changedFrom(UdpServices old) {
    return flow ->
        old.isOfLostPort(this, flow)
            || entries.values().stream()
                .filter(entry -> isAddressed(entry.info(), flow))
                .anyMatch(entry -> hasLost(entry, old, flow) || hasWoken(entry, old));
  }

  private boolean isOfLostPort(UdpServices later, UdpFlow flow) {
    return entries.values().stream()
        .map(ServicePortMap.Entry::info)
        .filter(info -> info.clusterIp().equals(flow.destinationIp()))
        .anyMatch(info -> !later.entries.containsKey(info.name()));
  }

  private static boolean hasLost(ServicePortMap.Entry entry, UdpServices old, UdpFlow flow) {
    return old.endpoints(entry.info().name()).stream()
        .filter(Endpoint::isReady)
        .filter(endpoint -> !isReady(entry, endpoint))
        .anyMatch(endpoint -> endpoint.address().address().equals(flow.endpoint().address()));
  }

  private static boolean isReady(ServicePortMap.Entry entry, Endpoint asked) {
    return entry.endpoints().stream()
        .anyMatch(endpoint -> endpoint.isReady() && endpoint.text().equals(asked.text()));
  }

  private static boolean hasWoken(ServicePortMap.Entry entry, UdpServices old) {
    return entry.endpoints().stream().anyMatch(Endpoint::isReady)
        && old.endpoints(entry.info().name()).stream().noneMatch(Endpoint::isReady);
  }

  private static boolean isAddressed(ServicePortInfo info, UdpFlow flow) {
    return vips(info).anyMatch(flow.destinationIp()::equals) || isForNodePort(info, flow);
  }
}
