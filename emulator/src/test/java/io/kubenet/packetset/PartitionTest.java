package io.kubenet.packetset;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PartitionTest {

  private static final List<PacketBox> ALL = List.of(PacketBox.all(IpFamily.IPV4, Protocol.TCP));
  private static final Cidr BLOCK = Cidr.of("10.0.0.0/8");

  /** Packets from a block to port 80 or 443 are let through. */
  private static String judge(Likeness likeness) {
    likeness.askedWhether(likeness.packet().source(), IntervalSet.of(BLOCK));
    if (!BLOCK.contains(likeness.packet().source())) {
      return "strange";
    }
    IntervalSet open = IntervalSet.of(80).union(IntervalSet.of(443));
    likeness.askedWhether(likeness.packet().destinationPort(), open);
    return open.contains(likeness.packet().destinationPort()) ? "open" : "closed";
  }

  @Example
  void dividesAUniverseByWhatIsAsked() {
    Partition<String> partition = Partition.of(ALL, List.of("eth0"), PartitionTest::judge, 100);

    assertThat(partition.isDecided()).isTrue();
    assertThat(partition.size()).isEqualTo(BigInteger.TWO.pow(96));
    Map<String, List<PacketBox>> byAnswer = partition.byAnswer();
    assertThat(byAnswer.keySet()).containsExactlyInAnyOrder("strange", "closed", "open");
    assertThat(byAnswer.get("open")).hasSize(1);
    assertThat(byAnswer.get("open").get(0).size()).isEqualTo(BigInteger.TWO.pow(24 + 32 + 16 + 1));
  }

  @Example
  void saysWhatItsBudgetLeavesOpen() {
    Partition<String> partition = Partition.of(ALL, List.of("eth0"), PartitionTest::judge, 1);

    assertThat(partition.isDecided()).isFalse();
    assertThat(partition.size()).isEqualTo(BigInteger.TWO.pow(96));
    assertThat(partition.openSize()).isPositive().isLessThan(partition.size());
  }

  @Provide
  Arbitrary<PacketBox> boxes() {
    Arbitrary<IntervalSet> ports =
        Arbitraries.integers()
            .between(0, 7)
            .list()
            .ofMaxSize(6)
            .map(some -> IntervalSet.where(8, some::contains));
    return ports
        .list()
        .ofSize(3)
        .map(
            sets ->
                PacketBox.all(IpFamily.IPV4, Protocol.UDP)
                    .with(PacketField.SOURCE, IntervalSet.of(IpAddress.of("10.0.0.1")))
                    .with(PacketField.DESTINATION, sets.get(0))
                    .with(PacketField.SOURCE_PORT, sets.get(1))
                    .with(PacketField.DESTINATION_PORT, sets.get(2)));
  }

  @Property
  void whatABoxLosesAndWhatItKeepsIsTheBox(
      @ForAll("boxes") PacketBox one, @ForAll("boxes") PacketBox two) {
    List<PacketBox> left = one.minus(two);

    assertThat(sum(left).add(one.intersect(two).size())).isEqualTo(one.size());
    for (PacketBox box : left) {
      assertThat(box.intersect(two).isEmpty()).isTrue();
      for (PacketBox other : left.subList(0, left.indexOf(box))) {
        assertThat(box.intersect(other).isEmpty()).isTrue();
      }
    }
    assertThat(sum(Partition.joined(left))).isEqualTo(sum(left));
  }

  private static BigInteger sum(List<PacketBox> boxes) {
    return boxes.stream().map(PacketBox::size).reduce(BigInteger.ZERO, BigInteger::add);
  }
}
