package io.kubenet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.DnsRecord;
import java.util.List;

/** Prints what a DNS server answers. */
final class AnswerReport {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AnswerReport() {}

  /** {@code {"name": ..., "rcode": ..., "answer": [[owner, ttl, type, rdata], ...], ...}}. */
  static ObjectNode json(Answer answer) {
    ObjectNode node = JSON.objectNode();
    node.put("name", answer.question().name());
    node.put("type", answer.question().type());
    node.put("rcode", answer.rcode().toString());
    node.put("authoritative", answer.isAuthoritative());
    node.put("truncated", answer.isTruncated());
    node.set("answer", json(answer.answer()));
    node.set("authority", json(answer.authority()));
    node.set("additional", json(answer.additional()));
    return node;
  }

  private static ArrayNode json(List<DnsRecord> section) {
    ArrayNode records = JSON.arrayNode();
    for (DnsRecord record : section) {
      records
          .addArray()
          .add(record.owner())
          .add(record.ttl())
          .add(record.type())
          .add(record.rdata());
    }
    return records;
  }

  /** The question, how it fared, and its records section by section. */
  static String text(Answer answer) {
    StringBuilder text = new StringBuilder();
    text.append(answer.question()).append(": ").append(answer.rcode());
    text.append(answer.isAuthoritative() ? "" : ", not authoritative");
    text.append(answer.isTruncated() ? ", truncated\n" : "\n");
    append(text, "answer", answer.answer());
    append(text, "authority", answer.authority());
    append(text, "additional", answer.additional());
    return text.toString();
  }

  private static void append(StringBuilder text, String section, List<DnsRecord> records) {
    records.forEach(record -> text.append("  %-11s %s\n".formatted(section, record)));
  }
}
