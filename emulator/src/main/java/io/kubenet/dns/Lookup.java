package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import io.kubenet.dns.message.DnsRecord;
import io.kubenet.dns.message.Query;
import io.kubenet.dns.message.Rcode;
import io.kubenet.dns.message.Reply;
import io.kubenet.dns.message.Resolution.Status;
import io.kubenet.net.IpAddress;
import java.time.Duration;
import java.util.List;

/**
 * The questions for one name and what came of them.
 *
 * @param queries all questions that were sent
 * @param last the last one for A, and for AAAA
 * @param waited how long nothing came
 */
record Lookup(List<Query> queries, List<Query> last, Duration waited) {

  Lookup {
    queries = ImmutableList.copyOf(queries);
    last = ImmutableList.copyOf(last);
  }

  /** Whether one of both brought records; an alias without an address is enough. */
  boolean isFound() {
    return last.stream().anyMatch(Query::isPositive);
  }

  /** Whether a server stayed silent, could not be reached, or would not answer. */
  boolean isFailed() {
    return last.stream().anyMatch(query -> query.isFailed() || query.isAnswered(Rcode.REFUSED));
  }

  boolean isRefused() {
    return last.stream()
        .anyMatch(
            query ->
                query.reply() instanceof Reply.Failed failed
                    && failed.failure() == Reply.Failure.REFUSED);
  }

  Status status() {
    if (isFound()) {
      return Status.FOUND;
    }
    if (last.stream().allMatch(query -> query.isAnswered(Rcode.NXDOMAIN))) {
      return Status.UNKNOWN_NAME;
    }
    return last.stream().allMatch(query -> query.isAnswered(Rcode.NOERROR))
        ? Status.NO_ADDRESS
        : Status.TEMPORARY_FAILURE;
  }

  List<IpAddress> addresses() {
    return last.stream()
        .filter(Query::isPositive)
        .map(query -> ((Reply.Answered) query.reply()).answer().answer())
        .flatMap(List::stream)
        .filter(DnsRecord::isAddress)
        .map(record -> IpAddress.of(record.rdata()))
        .distinct()
        .toList();
  }
}
