package io.kubenet.addressing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.dataplane.SmallCluster;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.PodDns;
import io.kubenet.model.PortReference;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AddressBookTest {

  private static final List<String> NODES = List.of("node1", "node2", "gone");

  @Property(tries = 300)
  void bookThatWasChangedEqualsOneMadeAnew(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 9999) Integer> changes) {
    ClusterState state = SmallCluster.state();
    AddressBook book = AddressBook.of(state);

    for (int change : changes) {
      ClusterState later = changed(state, change);
      book = book.changed(state, later);
      state = later;
    }

    AddressBook anew = AddressBook.of(state);
    assertThat(book.pods()).isEqualTo(anew.pods());
    assertThat(book.listeners()).isEqualTo(anew.listeners());
    assertThat(book.loadBalancers()).isEqualTo(anew.loadBalancers());
  }

  /** Several Services can share an address and a node port; a slice goes from one to another. */
  private static ClusterState changed(ClusterState state, int change) {
    int which = change / 10 % 3;
    int how = change / 100;
    return switch (change % 10) {
      case 0 -> state.withoutPod(name("pod", which));
      case 1 -> state.withoutService(name("service", which));
      case 2 -> state.withoutSlice(name("service", which), name("slice", how % 2));
      case 3, 4, 5 -> state.with(pod(which, how));
      case 6, 7 -> state.with(service(which, how));
      default ->
          state
              .withoutSlice(name("service", (which + 1) % 3), name("slice", how % 2))
              .withoutSlice(name("service", (which + 2) % 3), name("slice", how % 2))
              .with(slice(which, how));
    };
  }

  private static ObjectName name(String kind, int number) {
    return new ObjectName("default", kind + number);
  }

  private static IpAddress address(int number) {
    return IpAddress.of("10.244.1.9" + number % 3);
  }

  private static Pod pod(int which, int how) {
    return new Pod(
        name("pod", which),
        Map.of(),
        Optional.of(NODES.get(how % 3)),
        List.of(address(how / 3)),
        how % 5 == 0,
        how % 7 == 0 ? Pod.Phase.SUCCEEDED : Pod.Phase.RUNNING,
        true,
        false,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        PodDns.CLUSTER_FIRST);
  }

  private static Service service(int which, int how) {
    return new Service(
        name("service", which),
        Map.of(),
        Map.of(),
        Service.Type.NODE_PORT,
        List.of(IpAddress.of("10.96.0.1" + which)),
        List.of(IpFamily.IPV4),
        List.of(
            new ServicePort(
                "http", Protocol.TCP, 80, new PortReference.Numbered(80), 30000 + how % 2)),
        Map.of(),
        List.of(IpAddress.of("198.51.100." + how % 2)),
        Service.LoadBalancer.NONE,
        Service.TrafficPolicy.CLUSTER,
        Service.TrafficPolicy.CLUSTER,
        OptionalInt.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  private static EndpointSlice slice(int which, int how) {
    return new EndpointSlice(
        name("slice", how % 2),
        Optional.of(name("service", which)),
        IpFamily.IPV4,
        List.of(new EndpointSlice.Port("http", Protocol.TCP, OptionalInt.of(80 + how % 2))),
        List.of(endpoint(how), endpoint(how / 3)));
  }

  private static EndpointSlice.Endpoint endpoint(int how) {
    return new EndpointSlice.Endpoint(
        List.of(address(how)),
        true,
        true,
        false,
        Optional.empty(),
        Optional.of("node1"),
        Optional.empty(),
        List.of(),
        List.of(),
        how % 4 == 0 ? Optional.empty() : Optional.of(name("pod", how % 3)));
  }
}
