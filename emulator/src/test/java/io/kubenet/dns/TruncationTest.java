package io.kubenet.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.DnsRecord;
import io.kubenet.dns.message.Question;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class TruncationTest {

  private static final String OWNER = "many.shop.svc.cluster.local.";

  @Property
  void answerFitsAndTheNextRecordWouldNot(
      @ForAll @IntRange(min = 1, max = 200) int records,
      @ForAll @IntRange(min = 0, max = 2000) int buffer)
      throws IOException {
    Answer whole =
        Answer.authoritative(
            Question.of(OWNER, "A").overUdp(buffer), addresses(records), List.of());

    Answer cut = Truncation.fit(whole);

    int room = Math.max(512, buffer) - 11;
    assertThat(cut.isTruncated()).isEqualTo(size(whole.answer()) > room);
    assertThat(size(cut.answer())).isLessThanOrEqualTo(room);
    if (cut.isTruncated()) {
      assertThat(size(whole.answer().subList(0, cut.answer().size() + 1))).isGreaterThan(room);
    }
  }

  @Property
  void answerOverTcpIsWhole(@ForAll @IntRange(min = 1, max = 200) int records) {
    Answer whole = Answer.authoritative(Question.of(OWNER, "A"), addresses(records), List.of());

    assertThat(Truncation.fit(whole)).isEqualTo(whole);
  }

  private static List<DnsRecord> addresses(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new DnsRecord(OWNER, 30, "A", "10.244.1." + i))
        .toList();
  }

  /** What the library itself makes of the message. */
  private static int size(List<DnsRecord> records) throws IOException {
    Name owner = Name.fromString(OWNER);
    Message message = Message.newQuery(Record.newRecord(owner, Type.A, DClass.IN));
    for (DnsRecord record : records) {
      message.addRecord(
          Record.fromString(owner, Type.A, DClass.IN, 30, record.rdata(), Name.root),
          Section.ANSWER);
    }
    return message.toWire().length;
  }
}
