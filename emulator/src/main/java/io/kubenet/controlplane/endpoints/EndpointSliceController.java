package io.kubenet.controlplane.endpoints;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.pod.GeneratedName;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.Service;
import io.kubenet.net.IpFamily;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The EndpointSlice controller (endpointslice reconciler.go, v1.36).
 *
 * <p>Endpoints stay in the slices where they are; new ones fill slices that changed anyway, then
 * one that has room for all of them, then new slices.
 */
public final class EndpointSliceController {

  private static final int MAX_ENDPOINTS_PER_SLICE = 100;

  private final Function<String, Optional<Node>> nodes;
  private final ZoneCapacity capacity;

  /**
   * A controller that sees these nodes.
   *
   * @param nodes a node by its name
   * @param capacity what the nodes were when they were last looked at for hints
   */
  public EndpointSliceController(Function<String, Optional<Node>> nodes, ZoneCapacity capacity) {
    this.nodes = nodes;
    this.capacity = capacity;
  }

  /** Whether it makes slices for a Service: it has a selector and is no ExternalName. */
  public static boolean manages(Service service) {
    return service.type() != Service.Type.EXTERNAL_NAME && !service.selector().isEmpty();
  }

  /**
   * The slices of a Service that it manages.
   *
   * @param pods the Pods that the Service selects, the oldest first
   * @param before what it had until now
   */
  public ServiceSlices sync(Service service, Collection<Pod> pods, Before before) {
    ImmutableList.Builder<EndpointSlice> slices = ImmutableList.builder();
    ImmutableList.Builder<TopologyEvent> events = ImmutableList.builder();
    HintMemory remembered = before.memory();
    for (IpFamily family : service.ipFamilies()) {
      List<EndpointSlice> plain =
          plainSlices(service, byPorts(service, pods, family), before.of(family), family);
      Hints.Hinted hinted =
          new Hints(capacity, family).give(service, endpointsOf(plain), remembered);
      slices.addAll(withEndpoints(plain, hinted.endpoints()));
      events.addAll(hinted.events());
      remembered = hinted.memory();
    }
    return new ServiceSlices(slices.build(), forgetting(service, remembered), events.build());
  }

  private static HintMemory forgetting(Service service, HintMemory memory) {
    HintMemory kept = memory;
    for (IpFamily family : memory.zones().keySet()) {
      kept = service.ipFamilies().contains(family) ? kept : kept.without(family);
    }
    return kept;
  }

  /**
   * What a Service had until a sync.
   *
   * @param slices its slices, by name
   * @param memory what is remembered of its hints
   */
  public record Before(List<EndpointSlice> slices, HintMemory memory) {

    public Before {
      slices = ImmutableList.copyOf(slices);
    }

    List<EndpointSlice> of(IpFamily family) {
      return slices.stream().filter(slice -> slice.family() == family).toList();
    }
  }

  private static List<EndpointSlice> plainSlices(
      Service service,
      SortedMap<String, Group> groups,
      List<EndpointSlice> before,
      IpFamily family) {
    SlicePacking packing = new SlicePacking(MAX_ENDPOINTS_PER_SLICE, before);
    ImmutableList.Builder<EndpointSlice> slices = ImmutableList.builder();
    for (Group group : groups.values()) {
      for (SlicePacking.Packed packed : packing.pack(group.ports(), group.endpoints())) {
        slices.add(
            packed
                .slice()
                .map(
                    there ->
                        new EndpointSlice(
                            there.name(),
                            Optional.of(service.name()),
                            family,
                            group.ports(),
                            packed.endpoints()))
                .orElseGet(
                    () ->
                        slice(
                            service,
                            origin(
                                family,
                                group,
                                packing.nextNumber(n -> name(service, origin(family, group, n)))),
                            family,
                            new Group(group.ports(), packed.endpoints()))));
      }
    }
    List<EndpointSlice> built = slices.build();
    return built.isEmpty() ? ImmutableList.of(placeholder(service, family)) : built;
  }

  private static String origin(IpFamily family, Group group, int number) {
    return family + "/" + group.ports() + "/" + number;
  }

  private record Group(List<EndpointSlice.Port> ports, List<Endpoint> endpoints) {}

  /** Endpoints that have equal ports are in one group, whatever the order of the ports. */
  private SortedMap<String, Group> byPorts(Service service, Collection<Pod> pods, IpFamily family) {
    SortedMap<String, Group> groups = new TreeMap<>();
    for (Pod pod : pods) {
      Optional<Node> node = pod.nodeName().flatMap(nodes);
      if (!PodEndpoints.isCandidate(pod)
          || (node.isEmpty() && !service.publishesNotReadyAddresses())) {
        continue;
      }
      List<EndpointSlice.Port> ports = PodEndpoints.ports(service, pod);
      PodEndpoints.endpoint(service, pod, node, family)
          .ifPresent(
              endpoint ->
                  groups
                      .computeIfAbsent(ports.toString(), key -> new Group(ports, new ArrayList<>()))
                      .endpoints()
                      .add(endpoint));
    }
    return groups;
  }

  /** A Service without endpoints has a slice too, which says that it is known. */
  private static EndpointSlice placeholder(Service service, IpFamily family) {
    return slice(
        service,
        family + "/placeholder",
        family,
        new Group(ImmutableList.of(), ImmutableList.of()));
  }

  private static EndpointSlice slice(Service service, String origin, IpFamily family, Group group) {
    return new EndpointSlice(
        name(service, origin),
        Optional.of(service.name()),
        family,
        group.ports(),
        group.endpoints());
  }

  private static ObjectName name(Service service, String origin) {
    String prefix = service.name().name() + "-";
    return new ObjectName(
        service.name().namespace(), GeneratedName.name(prefix, service.name() + "/" + origin));
  }

  private static List<Endpoint> endpointsOf(List<EndpointSlice> slices) {
    return slices.stream()
        .flatMap(slice -> slice.endpoints().stream())
        .collect(ImmutableList.toImmutableList());
  }

  private static List<EndpointSlice> withEndpoints(
      List<EndpointSlice> slices, List<Endpoint> endpoints) {
    ImmutableList.Builder<EndpointSlice> changed = ImmutableList.builder();
    int from = 0;
    for (EndpointSlice slice : slices) {
      int to = from + slice.endpoints().size();
      changed.add(
          new EndpointSlice(
              slice.name(),
              slice.service(),
              slice.family(),
              slice.ports(),
              endpoints.subList(from, to)));
      from = to;
    }
    return changed.build();
  }
}
