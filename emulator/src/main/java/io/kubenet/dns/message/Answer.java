package io.kubenet.dns.message;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a server says to a question.
 *
 * @param question the question
 * @param rcode how it fared
 * @param isAuthoritative whether the server says that the name is its own: AA
 * @param isRecursionAvailable whether the server asks others: RA
 * @param isTruncated whether records were left out because they did not fit: TC
 * @param answer the records that answer
 * @param authority the records of the zone that the answer hangs on
 * @param additional the records that are likely to be asked for next
 */
public record Answer(
    Question question,
    Rcode rcode,
    boolean isAuthoritative,
    boolean isRecursionAvailable,
    boolean isTruncated,
    List<DnsRecord> answer,
    List<DnsRecord> authority,
    List<DnsRecord> additional) {

  public Answer {
    answer = ImmutableList.copyOf(answer);
    authority = ImmutableList.copyOf(authority);
    additional = ImmutableList.copyOf(additional);
  }

  /** An answer without records, from a server that the name is none of. */
  public static Answer failed(Question question, Rcode rcode) {
    return new Answer(question, rcode, false, false, false, List.of(), List.of(), List.of());
  }

  /** A server's answer about a name of its own. */
  public static Answer authoritative(
      Question question, List<DnsRecord> answer, List<DnsRecord> additional) {
    return new Answer(question, Rcode.NOERROR, true, false, false, answer, List.of(), additional);
  }

  /** A server's answer that a name of its own has no such records, or does not exist. */
  public static Answer negative(Question question, Rcode rcode, DnsRecord soa) {
    return new Answer(question, rcode, true, false, false, List.of(), List.of(soa), List.of());
  }

  /** An answer that another server was asked for. */
  public static Answer recursive(
      Question question, Rcode rcode, List<DnsRecord> answer, List<DnsRecord> authority) {
    return new Answer(question, rcode, false, true, false, answer, authority, List.of());
  }

  /** Whether there is something in its answer section. */
  public boolean isPositive() {
    return rcode == Rcode.NOERROR && !answer.isEmpty();
  }

  /** This answer with every section changed in the same way. */
  public Answer withSections(UnaryOperator<List<DnsRecord>> change) {
    return new Answer(
        question,
        rcode,
        isAuthoritative,
        isRecursionAvailable,
        isTruncated,
        change.apply(answer),
        change.apply(authority),
        change.apply(additional));
  }

  /** This answer as if the server's own. */
  public Answer asAuthoritative() {
    return new Answer(
        question, rcode, true, isRecursionAvailable, isTruncated, answer, authority, additional);
  }

  /** This answer with the sign that it was cut. */
  public Answer truncated() {
    return new Answer(
        question,
        rcode,
        isAuthoritative,
        isRecursionAvailable,
        true,
        answer,
        authority,
        additional);
  }

  /** This answer to another question. */
  public Answer to(Question other) {
    return new Answer(
        other,
        rcode,
        isAuthoritative,
        isRecursionAvailable,
        isTruncated,
        answer,
        authority,
        additional);
  }
}
