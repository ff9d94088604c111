package io.kubenet.dns.message;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.OptionalInt;
import org.xbill.DNS.Type;

/**
 * A question of class IN.
 *
 * @param name the name that is asked for, with its last dot
 * @param type the type of the records that are asked for: {@code SRV}
 * @param transport what carries it
 * @param ednsBufferSize the size of answers over UDP that the asker has room for; empty without
 *     EDNS
 */
public record Question(String name, String type, Transport transport, OptionalInt ednsBufferSize) {

  /** The types of nearly all questions; the table of all types takes a while to load. */
  private static final ImmutableSet<String> USUAL_TYPES =
      ImmutableSet.of("A", "AAAA", "CNAME", "NS", "PTR", "SOA", "SRV", "TXT");

  /**
   * A question; a dot is put behind a name that has none.
   *
   * @throws IllegalArgumentException if the name is none, or nobody knows the type
   */
  public Question {
    name = DomainName.of(name).toString();
    if (!USUAL_TYPES.contains(type.toUpperCase(Locale.ROOT)) && Type.value(type) < 0) {
      throw new IllegalArgumentException("'" + type + "' is no type of DNS records");
    }
    type = type.toUpperCase(Locale.ROOT);
  }

  /** A question over TCP. */
  public static Question of(String name, String type) {
    return new Question(name, type, Transport.TCP, OptionalInt.empty());
  }

  /** The same over UDP, without EDNS. */
  public Question overUdp() {
    return new Question(name, type, Transport.UDP, OptionalInt.empty());
  }

  /** The same over TCP. */
  public Question overTcp() {
    return of(name, type);
  }

  /** The same over UDP with room for answers of this size. */
  public Question overUdp(int bufferSize) {
    return new Question(name, type, Transport.UDP, OptionalInt.of(bufferSize));
  }

  /** The same with no more room than this, where it has EDNS. */
  public Question withBufferSizeAtMost(int limit) {
    return ednsBufferSize.isPresent()
        ? new Question(
            name, type, transport, OptionalInt.of(Math.min(limit, ednsBufferSize.getAsInt())))
        : this;
  }

  @Override
  public String toString() {
    return name + " " + type;
  }
}
