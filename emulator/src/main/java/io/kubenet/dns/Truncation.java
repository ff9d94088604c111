package io.kubenet.dns;

import com.google.common.base.VerifyException;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.DnsRecord;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Transport;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xbill.DNS.Compression;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSOutput;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Makes an answer fit the asker's buffer: Truncate of the library that CoreDNS 1.13.1 writes with
 * (miekg/dns 1.1.68). Records go from the end, and TC is set as soon as one is gone, be it an
 * additional one.
 */
final class Truncation {

  private static final int MAX_TCP = 65535;
  private static final int MIN_UDP = 512;
  private static final int HEADER = 12;
  private static final int OPT_RECORD = 11;

  /** Type, class, time to live and length of the data. */
  private static final int RECORD_FIELDS = 10;

  /** The fields, an IPv6 address, which has the shortest text for its bytes, and some more. */
  private static final int ROUGH_FIELDS = 32;

  private final int limit;
  private final DNSOutput message = new DNSOutput();
  private final Compression compression = new Compression();
  private boolean isFull;

  private Truncation(int limit) {
    this.limit = limit;
  }

  static Answer fit(Answer answer) {
    Question question = answer.question();
    int room = room(question);
    if (roughSize(answer) <= room || uncompressedSize(answer) <= room) {
      return answer;
    }
    Truncation truncation = new Truncation(room);
    truncation.write(question);
    return truncation.fitted(answer);
  }

  private static int room(Question question) {
    if (question.transport() == Transport.TCP) {
      return MAX_TCP;
    }
    int buffer = Math.max(MIN_UDP, question.ednsBufferSize().orElse(MIN_UDP));
    return question.ednsBufferSize().isPresent() ? buffer - OPT_RECORD : buffer;
  }

  /** No less than it has: on the wire, names and data have but few bytes more than as texts. */
  private static int roughSize(Answer answer) {
    int records =
        Stream.of(answer.answer(), answer.authority(), answer.additional())
            .flatMap(List::stream)
            .mapToInt(record -> record.owner().length() + record.rdata().length() + ROUGH_FIELDS)
            .sum();
    return HEADER + answer.question().name().length() + ROUGH_FIELDS + records;
  }

  private static int uncompressedSize(Answer answer) {
    int question = name(answer.question().name()).length() + 4;
    return HEADER
        + question
        + uncompressedSize(answer.answer())
        + uncompressedSize(answer.authority())
        + uncompressedSize(answer.additional());
  }

  private static int uncompressedSize(List<DnsRecord> records) {
    return records.stream()
        .mapToInt(record -> toRecord(record).toWire(Section.ANSWER).length)
        .sum();
  }

  private void write(Question question) {
    message.writeByteArray(new byte[HEADER]);
    name(question.name()).toWire(message, compression);
    message.writeU16(Type.value(question.type()));
    message.writeU16(DClass.IN);
  }

  private Answer fitted(Answer answer) {
    Answer fitted = answer.withSections(this::thatFit);
    return isFull ? fitted.truncated() : fitted;
  }

  private List<DnsRecord> thatFit(List<DnsRecord> records) {
    return records.stream().takeWhile(this::fits).toList();
  }

  private boolean fits(DnsRecord record) {
    if (!isFull) {
      write(toRecord(record));
      isFull = message.current() > limit;
    }
    return !isFull;
  }

  /** The target of an SRV record is written in full, but later names may point to it. */
  private void write(Record record) {
    record.getName().toWire(message, compression);
    message.writeByteArray(new byte[RECORD_FIELDS]);
    Optional<Name> target = compressedTarget(record);
    if (target.isPresent()) {
      target.get().toWire(message, compression);
      return;
    }
    if (record instanceof SRVRecord service) {
      addTarget(service);
    }
    message.writeByteArray(record.rdataToWireCanonical());
  }

  private static Optional<Name> compressedTarget(Record record) {
    return switch (record.getType()) {
      case Type.CNAME, Type.NS, Type.PTR -> Optional.of(name(record.rdataToString()));
      default -> Optional.empty();
    };
  }

  private void addTarget(SRVRecord service) {
    Name target = service.getTarget();
    int position = message.current() + 6;
    for (int skipped = 0; skipped < target.labels() - 1; skipped++) {
      Name suffix = new Name(target, skipped);
      if (compression.get(suffix) < 0) {
        compression.add(position + target.length() - suffix.length(), suffix);
      }
    }
  }

  private static Name name(String text) {
    try {
      return Name.fromString(text);
    } catch (IOException e) {
      throw new VerifyException(text + " was read before", e);
    }
  }

  private static Record toRecord(DnsRecord record) {
    try {
      return Record.fromString(
          name(record.owner()),
          Type.value(record.type()),
          DClass.IN,
          record.ttl(),
          record.rdata(),
          Name.root);
    } catch (IOException e) {
      throw new IllegalArgumentException("'" + record + "' is no record: " + e.getMessage(), e);
    }
  }
}
