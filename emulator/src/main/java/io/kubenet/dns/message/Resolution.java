package io.kubenet.dns.message;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a resolver made of a name.
 *
 * @param name the name, as the program gave it
 * @param status how it ended
 * @param queries the questions that were sent, in order
 * @param addresses the addresses, the one that is tried first in front
 * @param waited how long nothing came in all
 * @param advice which name would do, or what keeps this one back; empty if it was found
 */
public record Resolution(
    String name,
    Status status,
    List<Query> queries,
    List<IpAddress> addresses,
    Duration waited,
    Optional<String> advice) {

  /** How a resolution ends, in the words of glibc's gai_strerror. */
  public enum Status {
    FOUND("found"),
    UNKNOWN_NAME("Name or service not known"),
    NO_ADDRESS("No address associated with hostname"),
    TEMPORARY_FAILURE("Temporary failure in name resolution");

    private final String message;

    Status(String message) {
      this.message = message;
    }

    /** What a program prints. */
    public String message() {
      return message;
    }
  }

  public Resolution {
    queries = ImmutableList.copyOf(queries);
    addresses = ImmutableList.copyOf(addresses);
  }

  /** The same with a kind word for who asked. */
  public Resolution withAdvice(Optional<String> other) {
    return new Resolution(name, status, queries, addresses, waited, other);
  }

  public boolean isFound() {
    return status == Status.FOUND;
  }

  /** The questions in the order in which they were sent, without their answers. */
  public List<Question> questions() {
    return queries.stream().map(Query::question).toList();
  }

  /** How it ended, and why, as one sentence: {@code 'web': Name or service not known}. */
  public String summary() {
    String text = "'" + name + "': " + status.message();
    return Stream.concat(lastFailure().map(Reply.Failed::toString).stream(), advice.stream())
        .reduce(text, (before, next) -> before + "; " + next);
  }

  /** What came instead of an answer to the last question; empty if that was answered. */
  public Optional<Reply.Failed> lastFailure() {
    return queries.stream()
        .reduce((before, last) -> last)
        .map(Query::reply)
        .filter(Reply.Failed.class::isInstance)
        .map(Reply.Failed.class::cast);
  }
}
