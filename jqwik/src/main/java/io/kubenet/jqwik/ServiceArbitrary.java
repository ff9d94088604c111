package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import io.kubenet.jqwik.ServiceSpec.External;
import io.kubenet.jqwik.ServiceSpec.Readiness;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.ArbitraryDecorator;

/** Arbitrary Services, the plainest first: that is what they shrink to. */
public final class ServiceArbitrary extends ArbitraryDecorator<ServiceSpec> {

  private static final List<String> POLICIES = ImmutableList.of("Cluster", "Local");

  /** The label of no pod. */
  static final String NOBODY = "nobody";

  private final Families families;
  private final List<String> apps;

  private ServiceArbitrary(Families families, List<String> apps) {
    this.families = families;
    this.apps = apps;
  }

  /** IPv4 Services that select one of these labels app, or nobody's. */
  public static ServiceArbitrary servicesOf(String... apps) {
    return new ServiceArbitrary(Families.IPV4, ImmutableList.copyOf(apps));
  }

  /** The same Services with other families. */
  public ServiceArbitrary withFamilies(Families others) {
    return new ServiceArbitrary(others, apps);
  }

  @Override
  protected Arbitrary<ServiceSpec> arbitrary() {
    return Combinators.combine(unnumbered(families, apps), Numbers.oneOfMany())
        .as(ServiceSpec::withNumber);
  }

  static Arbitrary<ServiceSpec> unnumbered(Families families, List<String> apps) {
    return Combinators.combine(
            selected(apps),
            Arbitraries.of(ServiceSpec.Type.class),
            ports(),
            external(families),
            Arbitraries.of(POLICIES),
            affinity(),
            Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(Readiness.ONLY_READY)),
                Tuple.of(1, Arbitraries.just(Readiness.PUBLISH_NOT_READY))),
            distribution())
        .as(
            (app, type, ports, external, internal, affinity, readiness, distribution) ->
                new ServiceSpec(
                    0,
                    app,
                    type,
                    ports,
                    consistent(type, external),
                    internal,
                    type == ServiceSpec.Type.HEADLESS ? OptionalInt.empty() : affinity,
                    readiness,
                    distribution));
  }

  private static Arbitrary<String> selected(List<String> apps) {
    return Arbitraries.of(
        ImmutableList.<String>builder().addAll(apps).addAll(apps).add(NOBODY).build());
  }

  /** What the API server refuses is left out: headless Services take nothing from outside. */
  private static External consistent(ServiceSpec.Type type, External external) {
    return switch (type) {
      case HEADLESS -> External.NONE;
      case LOAD_BALANCER -> external;
      case NODE_PORT, CLUSTER_IP ->
          new External(external.trafficPolicy(), ImmutableList.of(), external.externalIps());
    };
  }

  private static Arbitrary<List<PortSpec>> ports() {
    return Arbitraries.of(PortSpec.HTTP, PortSpec.METRICS, PortSpec.DNS, PortSpec.DNS_OVER_TCP)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .uniqueElements();
  }

  private static Arbitrary<External> external(Families families) {
    return Combinators.combine(
            Arbitraries.of(POLICIES), sourceRanges(families), Arbitraries.of(0, 0, 0, 1))
        .as(External::new);
  }

  private static Arbitrary<List<String>> sourceRanges(Families families) {
    List<String> ranges =
        families.list().stream()
            .flatMap(
                family ->
                    (switch (family) {
                          case IPV4 ->
                              ImmutableList.of("192.168.0.0/24", "10.244.1.0/24", "203.0.113.0/24");
                          case IPV6 -> ImmutableList.of("fd00:192::/64", "fd00:10:244:1::/64");
                        })
                        .stream())
            .toList();
    return Arbitraries.of(ranges)
        .list()
        .ofMinSize(1)
        .ofMaxSize(2)
        .uniqueElements()
        .optional(0.25)
        .map(list -> list.orElseGet(ImmutableList::of));
  }

  private static Arbitrary<OptionalInt> affinity() {
    return Arbitraries.of(
        OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(100));
  }

  private static Arbitrary<Optional<String>> distribution() {
    return Arbitraries.of(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("PreferSameZone"),
        Optional.of("PreferSameNode"));
  }
}
