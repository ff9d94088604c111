package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Chance;
import io.kubenet.chance.choice.Choice;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.DnsRecord;
import io.kubenet.dns.message.Rcode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The plugin loadbalance (CoreDNS v1.13.1, roundRobin): CNAME records first, then the others, then
 * addresses in an order that is drawn anew, then MX.
 *
 * <p>A client connects to the first address, so that one is a choice; the order of the others
 * decides nothing. CoreDNS takes the remainder of 16 random bits, so the first places have a share
 * that is greater by 1/65536 where their number does not divide it.
 */
final class AddressShuffle {

  private static final int IDS = 1 << 16;

  private final Chance chance;

  AddressShuffle(Chance chance) {
    this.chance = chance;
  }

  Answer shuffled(Answer answer) {
    return answer.rcode() == Rcode.NOERROR ? answer.withSections(this::shuffled) : answer;
  }

  private List<DnsRecord> shuffled(List<DnsRecord> records) {
    if (records.size() <= 1) {
      return records;
    }
    return ImmutableList.<DnsRecord>builder()
        .addAll(records.stream().filter(record -> rank(record) == 0).iterator())
        .addAll(records.stream().filter(record -> rank(record) == 1).iterator())
        .addAll(inDrawnOrder(records.stream().filter(DnsRecord::isAddress).toList()))
        .addAll(records.stream().filter(record -> rank(record) == 3).iterator())
        .build();
  }

  private static int rank(DnsRecord record) {
    return switch (record.type()) {
      case "CNAME" -> 0;
      case "A", "AAAA" -> 2;
      case "MX" -> 3;
      default -> 1;
    };
  }

  private List<DnsRecord> inDrawnOrder(List<DnsRecord> records) {
    if (records.size() <= 1) {
      return records;
    }
    List<DnsRecord> left = new ArrayList<>(records);
    ImmutableList.Builder<DnsRecord> order = ImmutableList.builder();
    order.add(left.remove(chance.choose(first(left.size()))));
    while (!left.isEmpty()) {
      order.add(left.remove(chance.draw(left.size())));
    }
    return order.build();
  }

  private static Choice first(int size) {
    return Choice.of(
        IntStream.range(0, size)
            .mapToObj(place -> Fraction.of((IDS - place + size - 1) / size, IDS))
            .toList());
  }
}
