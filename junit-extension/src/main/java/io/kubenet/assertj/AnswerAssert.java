package io.kubenet.assertj;

import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.DnsRecord;
import io.kubenet.dns.message.Rcode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what the cluster's DNS server answers to one question. */
public class AnswerAssert extends AbstractAssert<AnswerAssert, Answer> {

  public AnswerAssert(Answer actual) {
    super(actual, AnswerAssert.class);
  }

  /** Verifies how the question fared. */
  public AnswerAssert hasRcode(Rcode expected) {
    return holds("be answered with " + expected, answered().rcode() == expected);
  }

  /**
   * Verifies the data of the records that answer, in any order: {@code 10.96.0.20}, or {@code 0 100
   * 80 api.shop.svc.cluster.local.} of an SRV record.
   */
  public AnswerAssert hasRecords(String... data) {
    List<String> found = answered().answer().stream().map(DnsRecord::rdata).sorted().toList();
    return holds(
        "have the records " + String.join(", ", data),
        found.equals(Arrays.stream(data).sorted().toList()));
  }

  /** Verifies that the server says that the name is its own. */
  public AnswerAssert isAuthoritative() {
    return holds("be answered by the server of its zone", answered().isAuthoritative());
  }

  /** Verifies that records were left out because they did not fit: who asked asks again by TCP. */
  public AnswerAssert isTruncated() {
    return holds("be answered in part", answered().isTruncated());
  }

  private Answer answered() {
    isNotNull();
    return actual;
  }

  private AnswerAssert holds(String wish, boolean isSo) {
    if (!isSo) {
      throw failure(
          "%s",
          new Picture("question", actual.question().toString(), records())
              .wishing(wish, "was answered with " + actual.rcode() + flags()));
    }
    return myself;
  }

  private String flags() {
    return (actual.isAuthoritative() ? ", authoritative" : "")
        + (actual.isTruncated() ? ", truncated" : "");
  }

  private String records() {
    return Stream.of(actual.answer(), actual.authority(), actual.additional())
        .flatMap(List::stream)
        .map(record -> "  " + record)
        .collect(Collectors.joining("\n"));
  }
}
