package io.kubenet.dns;

import com.google.common.base.Ascii;
import com.google.common.collect.Streams;
import io.kubenet.dns.CacheOptions.Store;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.DomainName;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Rcode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The plugin cache on the virtual clock (CoreDNS v1.13.1): keeps answers under the name in lower
 * case, with the time to live of the record that goes first. A copy shares what was kept.
 */
final class AnswerCache {

  private static final long TTL_WITHOUT_RECORDS = 5;
  private static final long MAX_TTL = 3600;

  private record Key(String name, String type) {

    static Key of(Question question) {
      return new Key(Ascii.toLowerCase(question.name()), question.type());
    }
  }

  private record Kept(Answer answer, long ttl, Duration since) {

    long ttlLeft(Duration now) {
      return ttl - now.minus(since).toSeconds();
    }
  }

  private PMap<Key, Kept> successes;
  private PMap<Key, Kept> denials;

  AnswerCache() {
    this(HashTreePMap.empty(), HashTreePMap.empty());
  }

  private AnswerCache(PMap<Key, Kept> successes, PMap<Key, Kept> denials) {
    this.successes = successes;
    this.denials = denials;
  }

  AnswerCache copy() {
    return new AnswerCache(successes, denials);
  }

  /** The answer that is kept, else a new one. */
  Answer answer(Question question, CacheOptions options, Duration now, Supplier<Answer> next) {
    if (Zones.longest(options.zones(), DomainName.of(question.name())).isEmpty()) {
      return next.get();
    }
    return kept(question, now).orElseGet(() -> keep(next.get(), options, now));
  }

  /** A kept answer comes back as authoritative, with the time that it has left: toMsg. */
  private Optional<Answer> kept(Question question, Duration now) {
    return Stream.of(denials, successes)
        .map(store -> Optional.ofNullable(store.get(Key.of(question))))
        .flatMap(Optional::stream)
        .filter(kept -> kept.ttlLeft(now) > 0)
        .findFirst()
        .map(kept -> withTtl(kept.answer(), kept.ttlLeft(now)).asAuthoritative().to(question));
  }

  private Answer keep(Answer answer, CacheOptions options, Duration now) {
    if (answer.rcode() == Rcode.SERVFAIL || answer.rcode() == Rcode.REFUSED) {
      return answer;
    }
    Store store = isDenial(answer) ? options.denial() : options.success();
    long ttl = store.bounded(minimalTtl(answer));
    Answer bounded = withTtl(answer, ttl);
    if (store.keeps(DomainName.of(answer.question().name())) && ttl > 0 && isKept(answer)) {
      put(new Kept(bounded, ttl, now));
    }
    return bounded;
  }

  /** RFC 2308: that a name does not exist is kept only if an SOA record says for how long. */
  private static boolean isKept(Answer answer) {
    return answer.rcode() == Rcode.NOERROR || hasSoa(answer);
  }

  private static boolean isDenial(Answer answer) {
    return !answer.isPositive() && hasSoa(answer);
  }

  private static boolean hasSoa(Answer answer) {
    return answer.authority().stream().anyMatch(record -> record.type().equals("SOA"));
  }

  private void put(Kept kept) {
    Key key = Key.of(kept.answer().question());
    if (isDenial(kept.answer())) {
      denials = denials.plus(key, kept);
    } else {
      successes = successes.plus(key, kept);
    }
  }

  private static long minimalTtl(Answer answer) {
    return Streams.concat(
            answer.answer().stream(), answer.authority().stream(), answer.additional().stream())
        .mapToLong(record -> Math.min(record.ttl(), MAX_TTL))
        .min()
        .orElse(TTL_WITHOUT_RECORDS);
  }

  private static Answer withTtl(Answer answer, long ttl) {
    return answer.withSections(
        records -> records.stream().map(record -> record.withTtl(ttl)).toList());
  }
}
