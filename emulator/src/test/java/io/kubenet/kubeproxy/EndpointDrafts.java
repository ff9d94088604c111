package io.kubenet.kubeproxy;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary endpoints of {@link ServiceDrafts}. */
final class EndpointDrafts {

  static final List<String> PORT_NAMES = ImmutableList.of("", "dns", "sctp");
  static final List<Protocol> PROTOCOLS =
      ImmutableList.of(Protocol.TCP, Protocol.UDP, Protocol.SCTP);

  /** The ports that pods listen on; which of them serves a Service differs from slice to slice. */
  static final List<Integer> TARGETS = ImmutableList.of(8080, 9090);

  /** {@code shop/api-1} to {@code shop/api-6}, two on each of three nodes. */
  static final int PODS = 6;

  private enum Hints {
    NONE,
    ZONE,
    NODE
  }

  private enum Condition {
    READY(true, true, false),
    UNREADY(false, false, false),
    TERMINATING(false, true, true),
    TERMINATING_UNREADY(false, false, true);

    private final boolean isReady;
    private final boolean isServing;
    private final boolean isTerminating;

    Condition(boolean isReady, boolean isServing, boolean isTerminating) {
      this.isReady = isReady;
      this.isServing = isServing;
      this.isTerminating = isTerminating;
    }
  }

  private EndpointDrafts() {}

  /** The node of a pod: {@code api-1} and {@code api-4} are on node1. */
  static int nodeOf(int pod) {
    return (pod - 1) % 3 + 1;
  }

  static IpAddress addressOf(int pod) {
    return IpAddress.of("10.244." + nodeOf(pod) + "." + (10 + pod));
  }

  /** Up to two slices of a Service, in which a pod may be twice. */
  static Arbitrary<List<EndpointSlice>> slices(int service) {
    Arbitrary<Hints> hints =
        Arbitraries.frequency(
            Tuple.of(4, Hints.NONE), Tuple.of(1, Hints.ZONE), Tuple.of(1, Hints.NODE));
    return hints.flatMap(common -> slices(service, common));
  }

  private static Arbitrary<List<EndpointSlice>> slices(int service, Hints hints) {
    Arbitrary<List<Endpoint>> endpoints =
        Arbitraries.frequency(Tuple.of(1, 0), Tuple.of(3, 1), Tuple.of(3, 2), Tuple.of(3, 4))
            .flatMap(
                size -> endpoint(hints).list().ofSize(size).uniqueElements(Endpoint::addresses));
    Arbitrary<Tuple.Tuple2<List<Endpoint>, Integer>> part =
        Combinators.combine(endpoints, Arbitraries.of(TARGETS)).as(Tuple::of);
    return Arbitraries.frequency(Tuple.of(1, 0), Tuple.of(5, 1), Tuple.of(4, 2))
        .flatMap(size -> part.list().ofSize(size))
        .map(
            parts ->
                IntStream.range(0, parts.size())
                    .mapToObj(i -> slice(service, i, parts.get(i).get1(), parts.get(i).get2()))
                    .toList());
  }

  private static EndpointSlice slice(int service, int index, List<Endpoint> some, int target) {
    return new EndpointSlice(
        ObjectName.of("shop/svc-" + service + "-" + index),
        Optional.of(ObjectName.of("shop/svc-" + service)),
        IpFamily.IPV4,
        IntStream.range(0, PORT_NAMES.size())
            .mapToObj(
                i ->
                    new EndpointSlice.Port(
                        PORT_NAMES.get(i), PROTOCOLS.get(i), OptionalInt.of(target)))
            .toList(),
        some);
  }

  /** Pods, and now and then one without the hints that the others have. */
  private static Arbitrary<Endpoint> endpoint(Hints hints) {
    Arbitrary<Condition> condition =
        Arbitraries.frequency(
            Tuple.of(6, Condition.READY),
            Tuple.of(2, Condition.UNREADY),
            Tuple.of(3, Condition.TERMINATING),
            Tuple.of(1, Condition.TERMINATING_UNREADY));
    return Combinators.combine(
            Arbitraries.integers().between(1, PODS),
            condition,
            Arbitraries.frequency(Tuple.of(9, hints), Tuple.of(1, Hints.NONE)))
        .as(EndpointDrafts::endpoint);
  }

  private static Endpoint endpoint(int pod, Condition condition, Hints hints) {
    String zone = TestNodes.node(nodeOf(pod)).zone().orElseThrow();
    String node = "node" + nodeOf(pod);
    return new Endpoint(
        ImmutableList.of(addressOf(pod)),
        condition.isReady,
        condition.isServing,
        condition.isTerminating,
        Optional.empty(),
        Optional.of(node),
        Optional.of(zone),
        hints == Hints.NONE ? ImmutableList.of() : ImmutableList.of(zone),
        hints == Hints.NODE ? ImmutableList.of(node) : ImmutableList.of(),
        Optional.of(ObjectName.of("shop/api-" + pod)));
  }
}
