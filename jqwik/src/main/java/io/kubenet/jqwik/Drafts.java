package io.kubenet.jqwik;

import io.kubenet.jqwik.PodSpec.Network;
import io.kubenet.jqwik.PodSpec.State;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Parts that refer to other parts of their cluster by a place: whatever it is, it is one in a
 * cluster of any size, so that clusters can be shrunk part by part.
 */
final class Drafts {

  private static final int MOST = 99;

  private Drafts() {}

  /**
   * A pod.
   *
   * @param app its label app
   * @param node the place of its node
   * @param state whether it serves
   * @param network whose network it lives in
   */
  record Pod(String app, int node, State state, Network network) {}

  /**
   * An EndpointSlice.
   *
   * @param service the place of its Service
   * @param endpoints its endpoints
   */
  record Slice(int service, List<Endpoint> endpoints) {}

  /**
   * An endpoint.
   *
   * @param pod the place of its pod
   * @param state what its conditions say
   */
  record Endpoint(int pod, State state) {}

  /** What is at a place. */
  static <T> T at(int place, List<T> parts) {
    return parts.get(place % parts.size());
  }

  static Arbitrary<Pod> pods(List<String> apps) {
    return Combinators.combine(
            Arbitraries.of(apps),
            places(),
            states(),
            Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(Network.POD)),
                Tuple.of(1, Arbitraries.just(Network.HOST))))
        .as(Pod::new);
  }

  static Arbitrary<Slice> slices() {
    return Combinators.combine(
            places(), Combinators.combine(places(), states()).as(Endpoint::new).list().ofMaxSize(3))
        .as(Slice::new);
  }

  private static Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, MOST - 1);
  }

  private static Arbitrary<State> states() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.just(State.READY)), Tuple.of(2, Arbitraries.of(State.class)));
  }
}
