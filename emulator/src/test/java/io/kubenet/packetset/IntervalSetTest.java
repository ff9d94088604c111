package io.kubenet.packetset;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IntervalSetTest {

  private static final int BOUND = 24;

  @Provide
  Arbitrary<Set<Integer>> numbers() {
    return Arbitraries.integers()
        .between(0, BOUND - 1)
        .list()
        .ofMaxSize(BOUND)
        .map(some -> new TreeSet<>(some));
  }

  private static IntervalSet of(Set<Integer> numbers) {
    return IntervalSet.where(BOUND, numbers::contains);
  }

  @Property
  void combinesAsSetsOfNumbersDo(
      @ForAll("numbers") Set<Integer> one, @ForAll("numbers") Set<Integer> two) {
    Set<Integer> union = new TreeSet<>(one);
    union.addAll(two);
    Set<Integer> both = new TreeSet<>(one);
    both.retainAll(two);
    Set<Integer> difference = new TreeSet<>(one);
    difference.removeAll(two);

    assertThat(of(one).union(of(two))).isEqualTo(of(union)).hasSameHashCodeAs(of(union));
    assertThat(of(one).intersect(of(two))).isEqualTo(of(both));
    assertThat(of(one).minus(of(two))).isEqualTo(of(difference));
  }

  @Property
  void countsAndContainsItsNumbers(@ForAll("numbers") Set<Integer> numbers) {
    IntervalSet set = of(numbers);

    assertThat(set.size()).isEqualTo(BigInteger.valueOf(numbers.size()));
    assertThat(set.isEmpty()).isEqualTo(numbers.isEmpty());
    assertThat(IntervalSet.where(BOUND, set::contains)).isEqualTo(set);
  }

  @Property
  void halvesHoldAllAndShareNothing(@ForAll("numbers") Set<Integer> numbers) {
    IntervalSet set = of(numbers);

    assertThat(set.firstHalf().union(set.secondHalf())).isEqualTo(set);
    assertThat(set.firstHalf().intersect(set.secondHalf())).isEqualTo(IntervalSet.NONE);
  }

  @Provide
  Arbitrary<Cidr> blocks() {
    return Arbitraries.longs()
        .flatMap(
            high ->
                Arbitraries.of(0L, -1L, 1L << 63, 77L)
                    .flatMap(
                        low ->
                            Arbitraries.of(0, 1, 63, 64, 65, 127, 128)
                                .map(
                                    bits ->
                                        new Cidr(new IpAddress(IpFamily.IPV6, high, low), bits))));
  }

  @Property
  void takesBlocksOfIpv6ApartAndTogether(
      @ForAll("blocks") Cidr first, @ForAll("blocks") Cidr second) {
    IntervalSet one = IntervalSet.of(first);
    IntervalSet two = IntervalSet.of(second);
    IntervalSet all = IntervalSet.all(IpFamily.IPV6);

    assertThat(one.size()).isEqualTo(BigInteger.TWO.pow(128 - first.prefixLength()));
    assertThat(one.minus(two).union(one.intersect(two))).isEqualTo(one);
    assertThat(all.minus(one).size().add(one.size())).isEqualTo(BigInteger.TWO.pow(128));
    assertThat(all.minus(one).union(one)).isEqualTo(all);
    assertThat(all.minus(one.union(two))).isEqualTo(all.minus(one).minus(two));
    assertThat(one.addresses(IpFamily.IPV6)).containsExactly(plain(first));
  }

  private static String plain(Cidr block) {
    return block.isHost() ? block.address().toString() : block.toString();
  }

  @Example
  void tellsItsIntervals() {
    IntervalSet addresses =
        IntervalSet.union(
            List.of(
                IntervalSet.of(Cidr.of("10.96.0.0/12")),
                IntervalSet.of(IpAddress.of("10.0.0.1")),
                IntervalSet.range(IpAddress.of("10.0.0.3"), IpAddress.of("10.0.0.9"))));

    assertThat(addresses.addresses(IpFamily.IPV4))
        .containsExactly("10.0.0.1", "10.0.0.3-10.0.0.9", "10.96.0.0/12");
    assertThat(IntervalSet.of(80).union(IntervalSet.range(1024, 65535)).numbers())
        .containsExactly("80", "1024-65535");
    assertThat(IntervalSet.of(80).union(IntervalSet.range(1024, 65535)))
        .hasToString("{80, 1024-65535}");
  }
}
