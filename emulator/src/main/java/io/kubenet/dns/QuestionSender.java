package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import io.kubenet.dns.message.Query;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Rcode;
import io.kubenet.dns.message.Reply;
import io.kubenet.dns.message.ResolvConf;
import io.kubenet.net.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends the questions for one name: __res_context_send of glibc (2.34 and later). A and AAAA go
 * together; the next server is asked when one stays silent, refuses or fails, and all are asked
 * again.
 */
final class QuestionSender {

  private static final int EDNS_BUFFER_SIZE = 1200;
  private static final IpAddress LOOPBACK = IpAddress.of("127.0.0.1");

  private final ResolvConf conf;
  private final DnsTransport transport;

  QuestionSender(ResolvConf conf, DnsTransport transport) {
    this.conf = conf;
    this.transport = transport;
  }

  Lookup look(String name) {
    List<Query> sent = new ArrayList<>();
    Map<String, Query> last = new LinkedHashMap<>();
    Duration waited = Duration.ZERO;
    List<IpAddress> servers = conf.nameservers().isEmpty() ? List.of(LOOPBACK) : conf.nameservers();
    for (int i = 0; i < conf.attempts() * servers.size() && !isDone(last); i++) {
      int place = i % servers.size();
      List<Query> asked = ask(name, servers.get(place), last);
      sent.addAll(asked);
      asked.forEach(query -> last.put(query.question().type(), query));
      waited =
          waited.plus(
              asked.stream().anyMatch(QuestionSender::isSilent)
                  ? timeout(place, servers.size())
                  : Duration.ZERO);
    }
    return new Lookup(sent, ImmutableList.copyOf(last.values()), waited);
  }

  private static boolean isDone(Map<String, Query> last) {
    return !last.isEmpty() && last.values().stream().allMatch(QuestionSender::isFinal);
  }

  private static boolean isFinal(Query query) {
    return query.isAnswered(Rcode.NOERROR) || query.isAnswered(Rcode.NXDOMAIN);
  }

  private static boolean isSilent(Query query) {
    return query.reply() instanceof Reply.Failed failed
        && failed.failure() == Reply.Failure.TIMED_OUT;
  }

  private List<Query> ask(String name, IpAddress server, Map<String, Query> last) {
    List<Query> queries = new ArrayList<>();
    for (String type : List.of("A", "AAAA")) {
      if (!last.containsKey(type) || !isFinal(last.get(type))) {
        ask(question(name, type), server, queries);
      }
    }
    return queries;
  }

  /** A cut answer is asked for again over TCP. */
  private void ask(Question question, IpAddress server, List<Query> queries) {
    Query query = new Query(question, server, transport.ask(server, question));
    queries.add(query);
    if (query.reply() instanceof Reply.Answered answered && answered.answer().isTruncated()) {
      Question again = question.overTcp();
      queries.add(new Query(again, server, transport.ask(server, again)));
    }
  }

  private Question question(String name, String type) {
    Question question = Question.of(name, type);
    if (conf.has("use-vc")) {
      return question;
    }
    return conf.has("edns0") ? question.overUdp(EDNS_BUFFER_SIZE) : question.overUdp();
  }

  /** Later servers get more time, shared among all: send_dg. */
  private Duration timeout(int place, int servers) {
    int seconds = conf.timeout() << place;
    return Duration.ofSeconds(Math.max(1, place > 0 ? seconds / servers : seconds));
  }
}
