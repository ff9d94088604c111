package io.kubenet.kubeproxy;

import com.google.common.collect.ImmutableMap;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.*;
import io.kubenet.net.*;
import java.util.*;
import java.util.stream.*;

final class RecordedCluster {
  static ClusterState read(String name, String text) {
    ClusterState state = ClusterState.empty();
    for (LocatedTree t : new TextSource(name, text).documents()) {
      switch (t.get("kind").text()) {
        case "Node" -> state = state.with(node(t));
        case "Pod" -> state = state.with(pod(t));
        case "Service" -> state = state.with(service(t));
        case "EndpointSlice" -> state = state.with(slice(t));
        default -> {}
      }
    }
    for (Service s : state.services()) {
      if (!s.selector().isEmpty() && s.type() != Service.Type.EXTERNAL_NAME)
        for (IpFamily f : s.ipFamilies())
          for (EndpointSlice e : slices(s, f, state)) state = state.with(e);
    }
    return state;
  }

  static ObjectName name(LocatedTree t) {
    return new ObjectName(
        t.get("metadata").get("namespace").optionalText().orElse("default"),
        t.get("metadata").get("name").text());
  }

  static Map<String, String> strings(LocatedTree t) {
    Map<String, String> m = new TreeMap<>();
    t.fields().forEach((k, v) -> m.put(k, v.text()));
    return m;
  }

  static Node node(LocatedTree t) {
    return new Node(
        t.get("metadata").get("name").text(),
        strings(t.get("metadata").get("labels")),
        t.get("status").get("addresses").items().stream()
            .filter(a -> a.get("type").text().equals("InternalIP"))
            .map(a -> IpAddress.of(a.get("address").text()))
            .toList(),
        t.get("spec").get("podCIDRs").texts().stream().map(Cidr::of).toList(),
        true,
        false,
        List.of(),
        ImmutableMap.of());
  }

  static Pod pod(LocatedTree t) {
    LocatedTree st = t.get("status");
    boolean ready =
        st.get("conditions").items().stream()
            .anyMatch(
                c -> c.get("type").text().equals("Ready") && c.get("status").text().equals("True"));
    List<ContainerPort> ports =
        t.get("spec").get("containers").items().stream()
            .flatMap(c -> c.get("ports").items().stream())
            .map(
                p ->
                    new ContainerPort(
                        p.get("name").optionalText().orElse(""),
                        p.get("containerPort").integer(),
                        Protocol.valueOf(p.get("protocol").optionalText().orElse("TCP")),
                        Optional.empty(),
                        Optional.empty()))
            .toList();
    return new Pod(
        name(t),
        strings(t.get("metadata").get("labels")),
        t.get("spec").get("nodeName").optionalText(),
        st.get("podIPs").items().stream().map(i -> IpAddress.of(i.get("ip").text())).toList(),
        t.get("spec").get("hostNetwork").optionalTruth().orElse(false),
        Pod.Phase.RUNNING,
        ready,
        !t.get("metadata").get("deletionTimestamp").isAbsent(),
        ports,
        Optional.empty(),
        Optional.empty(),
        PodDns.CLUSTER_FIRST);
  }

  static Service service(LocatedTree t) {
    LocatedTree s = t.get("spec");
    Service.Type type =
        switch (s.get("type").optionalText().orElse("ClusterIP")) {
          case "NodePort" -> Service.Type.NODE_PORT;
          case "LoadBalancer" -> Service.Type.LOAD_BALANCER;
          case "ExternalName" -> Service.Type.EXTERNAL_NAME;
          default -> Service.Type.CLUSTER_IP;
        };
    List<String> ips = s.get("clusterIPs").texts();
    if (ips.isEmpty()) ips = s.get("clusterIP").optionalText().map(List::of).orElse(List.of());
    List<IpAddress> cips =
        ips.stream().filter(i -> !i.equals("None") && !i.isEmpty()).map(IpAddress::of).toList();
    List<ServicePort> ports =
        s.get("ports").items().stream()
            .map(
                p -> {
                  LocatedTree tp = p.get("targetPort");
                  PortReference ref =
                      tp.isAbsent()
                          ? new PortReference.Numbered(p.get("port").integer())
                          : tp.node().isTextual()
                              ? new PortReference.Named(tp.text())
                              : new PortReference.Numbered(tp.integer());
                  return new ServicePort(
                      p.get("name").optionalText().orElse(""),
                      Protocol.valueOf(p.get("protocol").optionalText().orElse("TCP")),
                      p.get("port").integer(),
                      ref,
                      p.get("nodePort").optionalInteger().orElse(0));
                })
            .toList();
    List<Service.Ingress> ing =
        t.get("status").get("loadBalancer").get("ingress").items().stream()
            .map(
                i ->
                    new Service.Ingress(
                        IpAddress.of(i.get("ip").text()),
                        !i.get("ipMode").optionalText().orElse("VIP").equals("Proxy")))
            .toList();
    OptionalInt aff =
        s.get("sessionAffinity").optionalText().orElse("None").equals("ClientIP")
            ? OptionalInt.of(
                s.get("sessionAffinityConfig")
                    .get("clientIP")
                    .get("timeoutSeconds")
                    .optionalInteger()
                    .orElse(10800))
            : OptionalInt.empty();
    List<IpFamily> fams =
        cips.isEmpty() ? List.of(IpFamily.IPV4) : cips.stream().map(IpAddress::family).toList();
    return new Service(
        name(t),
        strings(t.get("metadata").get("labels")),
        strings(t.get("metadata").get("annotations")),
        type,
        cips,
        fams,
        ports,
        strings(s.get("selector")),
        s.get("externalIPs").texts().stream().map(IpAddress::of).toList(),
        new Service.LoadBalancer(
            ing,
            s.get("loadBalancerSourceRanges").texts().stream().map(Cidr::of).toList(),
            s.get("healthCheckNodePort").optionalInteger().orElse(0)),
        policy(s.get("externalTrafficPolicy")),
        policy(s.get("internalTrafficPolicy")),
        aff,
        s.get("publishNotReadyAddresses").optionalTruth().orElse(false),
        s.get("trafficDistribution").optionalText(),
        s.get("externalName").optionalText());
  }

  static Service.TrafficPolicy policy(LocatedTree t) {
    return t.optionalText().orElse("").equals("Local")
        ? Service.TrafficPolicy.LOCAL
        : Service.TrafficPolicy.CLUSTER;
  }

  static EndpointSlice slice(LocatedTree t) {
    return new EndpointSlice(
        name(t),
        Optional.of(
            new ObjectName(
                name(t).namespace(),
                t.get("metadata").get("labels").get("kubernetes.io/service-name").text())),
        t.get("addressType").text().equals("IPv4") ? IpFamily.IPV4 : IpFamily.IPV6,
        t.get("ports").items().stream()
            .map(
                p ->
                    new EndpointSlice.Port(
                        p.get("name").optionalText().orElse(""),
                        Protocol.valueOf(p.get("protocol").optionalText().orElse("TCP")),
                        OptionalInt.of(p.get("port").integer())))
            .toList(),
        t.get("endpoints").items().stream()
            .map(
                e ->
                    new EndpointSlice.Endpoint(
                        e.get("addresses").texts().stream().map(IpAddress::of).toList(),
                        e.get("conditions").get("ready").optionalTruth().orElse(true),
                        e.get("conditions").get("serving").optionalTruth().orElse(true),
                        e.get("conditions").get("terminating").optionalTruth().orElse(false),
                        Optional.empty(),
                        e.get("nodeName").optionalText(),
                        e.get("zone").optionalText(),
                        List.of(),
                        List.of(),
                        Optional.empty()))
            .toList());
  }

  static List<EndpointSlice> slices(Service s, IpFamily f, ClusterState state) {
    List<EndpointSlice> r = new ArrayList<>();
    int n = 0;
    for (Pod p : state.pods()) {
      if (!p.name().namespace().equals(s.name().namespace())
          || !LabelSelector.ofLabels(s.selector()).matches(p.labels())
          || p.ip(f).isEmpty()) continue;
      List<EndpointSlice.Port> ports = new ArrayList<>();
      for (ServicePort sp : s.ports()) {
        if (sp.targetPort() instanceof PortReference.Numbered num)
          ports.add(new EndpointSlice.Port(sp.name(), sp.protocol(), OptionalInt.of(num.number())));
        else
          p.ports().stream()
              .filter(c -> c.name().equals(sp.targetPort().toString()))
              .findFirst()
              .ifPresent(
                  c ->
                      ports.add(
                          new EndpointSlice.Port(
                              sp.name(), sp.protocol(), OptionalInt.of(c.number()))));
      }
      boolean serving = p.isReady() || s.publishesNotReadyAddresses();
      boolean ready = s.publishesNotReadyAddresses() || (p.isReady() && !p.isTerminating());
      Optional<String> zone = p.nodeName().flatMap(state::node).flatMap(Node::zone);
      List<String> hz =
          s.trafficDistribution().isPresent() && zone.isPresent() ? List.of(zone.get()) : List.of();
      r.add(
          new EndpointSlice(
              new ObjectName(s.name().namespace(), s.name().name() + "-" + f + n++),
              Optional.of(s.name()),
              f,
              ports,
              List.of(
                  new EndpointSlice.Endpoint(
                      List.of(p.ip(f).get()),
                      ready,
                      serving,
                      p.isTerminating(),
                      Optional.empty(),
                      p.nodeName(),
                      zone,
                      hz,
                      List.of(),
                      Optional.of(p.name())))));
    }
    return r;
  }
}
