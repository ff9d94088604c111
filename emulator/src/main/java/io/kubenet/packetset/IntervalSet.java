package io.kubenet.packetset;

import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * An immutable set of unsigned numbers of up to 128 bits, as intervals that neither overlap nor
 * touch: addresses of one family by their bits, ports, and whatever else is numbered.
 */
public final class IntervalSet {

  /** No numbers. */
  public static final IntervalSet NONE = new IntervalSet(new long[0], 0, 0);

  private static final int WORDS = 4;
  private static final int LAST = 2;

  /** Four words an interval: the high and low 64 bits of its first number, and of its last. */
  private final long[] words;

  /** The first interval of this set among the words, which sets may share. */
  private final int from;

  /** Behind the last interval. */
  private final int to;

  private IntervalSet(long[] words, int from, int to) {
    this.words = words;
    this.from = from;
    this.to = to;
  }

  /** The numbers from one to another, of 63 bits at most. */
  public static IntervalSet range(long first, long last) {
    return first > last ? NONE : new IntervalSet(new long[] {0, first, 0, last}, 0, 1);
  }

  /** One number, of 63 bits at most. */
  public static IntervalSet of(long number) {
    return range(number, number);
  }

  /** One address. */
  public static IntervalSet of(IpAddress address) {
    return range(address, address);
  }

  /** The addresses from one to another of the same family. */
  public static IntervalSet range(IpAddress first, IpAddress last) {
    return first.compareTo(last) > 0
        ? NONE
        : new IntervalSet(new long[] {first.high(), first.low(), last.high(), last.low()}, 0, 1);
  }

  /** The addresses of a block. */
  public static IntervalSet of(Cidr cidr) {
    IpAddress first = cidr.address();
    int free = cidr.family().bits() - cidr.prefixLength();
    long high = free > 64 ? ones(free - 64) : 0;
    long low = ones(Math.min(free, 64));
    return range(first, new IpAddress(cidr.family(), first.high() | high, first.low() | low));
  }

  /** All addresses of a family. */
  public static IntervalSet all(IpFamily family) {
    return of(Cidr.all(family));
  }

  /** The numbers below a bound that a test holds for. */
  public static IntervalSet where(int bound, IntPredicate test) {
    Builder builder = new Builder(8);
    int first = -1;
    for (int i = 0; i <= bound; i++) {
      boolean holds = i < bound && test.test(i);
      if (holds && first < 0) {
        first = i;
      } else if (!holds && first >= 0) {
        builder.add(0, first, 0, i - 1L);
        first = -1;
      }
    }
    return builder.build();
  }

  /** What any of some sets holds. */
  public static IntervalSet union(Collection<IntervalSet> sets) {
    int count = sets.stream().mapToInt(IntervalSet::intervals).sum();
    List<long[]> all = new ArrayList<>(count);
    for (IntervalSet set : sets) {
      for (int i = set.from; i < set.to; i++) {
        all.add(Arrays.copyOfRange(set.words, i * WORDS, (i + 1) * WORDS));
      }
    }
    all.sort((one, two) -> compare(one[0], one[1], two[0], two[1]));
    Builder builder = new Builder(all.size());
    all.forEach(interval -> builder.add(interval[0], interval[1], interval[2], interval[3]));
    return builder.build();
  }

  private static long ones(int bits) {
    return bits == 64 ? -1 : (1L << bits) - 1;
  }

  public boolean isEmpty() {
    return from == to;
  }

  /** How many intervals it is told in. */
  public int intervals() {
    return to - from;
  }

  /** Whether it holds one number alone. */
  public boolean isOne() {
    return intervals() == 1
        && word(from, 0) == word(from, LAST)
        && word(from, 1) == word(from, LAST + 1);
  }

  /** How many numbers it holds. */
  public BigInteger size() {
    BigInteger size = BigInteger.ZERO;
    for (int i = from; i < to; i++) {
      size =
          size.add(unsigned(word(i, LAST), word(i, LAST + 1)))
              .subtract(unsigned(word(i, 0), word(i, 1)))
              .add(BigInteger.ONE);
    }
    return size;
  }

  private static BigInteger unsigned(long high, long low) {
    return new BigInteger(Long.toUnsignedString(high))
        .shiftLeft(64)
        .add(new BigInteger(Long.toUnsignedString(low)));
  }

  /** Whether it holds a number of 63 bits at most. */
  public boolean contains(long number) {
    return contains(0, number);
  }

  /** Whether it holds an address of the family that it is of. */
  public boolean contains(IpAddress address) {
    return contains(address.high(), address.low());
  }

  private boolean contains(long high, long low) {
    int i = firstEndingAtOrAfter(high, low, from);
    return i < to && compare(word(i, 0), word(i, 1), high, low) <= 0;
  }

  /** The least number, where all have 63 bits at most. */
  public long least() {
    return word(from, 1);
  }

  /** The least address. */
  public IpAddress least(IpFamily family) {
    return new IpAddress(family, word(from, 0), word(from, 1));
  }

  /** The greatest address. */
  public IpAddress greatest(IpFamily family) {
    return new IpAddress(family, word(to - 1, LAST), word(to - 1, LAST + 1));
  }

  /**
   * Some number of it, for those that try some of all.
   *
   * @param number any; equal numbers give the same one
   */
  public IntervalSet some(long number) {
    int i = from + Math.toIntExact(Long.remainderUnsigned(number, intervals()));
    long width = word(i, LAST + 1) - word(i, 1);
    long offset =
        word(i, 0) != word(i, LAST) || width == -1
            ? number & Long.MAX_VALUE
            : Long.remainderUnsigned(number, width + 1);
    long low = word(i, 0) == word(i, LAST) ? word(i, 1) + offset : word(i, 1) | offset;
    return new IntervalSet(new long[] {word(i, 0), low, word(i, 0), low}, 0, 1);
  }

  /** The first half of the intervals. */
  IntervalSet firstHalf() {
    return view(from, (from + to) / 2);
  }

  /** The second half of the intervals. */
  IntervalSet secondHalf() {
    return view((from + to) / 2, to);
  }

  private IntervalSet view(int first, int last) {
    return first == last ? NONE : new IntervalSet(words, first, last);
  }

  public IntervalSet union(IntervalSet other) {
    return union(List.of(this, other));
  }

  public IntervalSet intersect(IntervalSet other) {
    if (intervals() > other.intervals()) {
      return other.intersect(this);
    }
    if (covers(other, this)) {
      return this;
    }
    Builder builder = new Builder(intervals() + 1);
    int j = other.from;
    for (int i = from; i < to && j < other.to; i++) {
      j = other.firstEndingAtOrAfter(word(i, 0), word(i, 1), j);
      int k = j;
      while (k < other.to
          && compare(other.word(k, 0), other.word(k, 1), word(i, LAST), word(i, LAST + 1)) <= 0) {
        boolean isLaterStart =
            compare(other.word(k, 0), other.word(k, 1), word(i, 0), word(i, 1)) > 0;
        boolean isEarlierEnd =
            compare(other.word(k, LAST), other.word(k, LAST + 1), word(i, LAST), word(i, LAST + 1))
                < 0;
        builder.add(
            isLaterStart ? other.word(k, 0) : word(i, 0),
            isLaterStart ? other.word(k, 1) : word(i, 1),
            isEarlierEnd ? other.word(k, LAST) : word(i, LAST),
            isEarlierEnd ? other.word(k, LAST + 1) : word(i, LAST + 1));
        k++;
      }
      j = Math.max(j, k - 1);
    }
    return builder.build();
  }

  /** Whether one interval of the outer set holds all of the inner one. */
  private static boolean covers(IntervalSet outer, IntervalSet inner) {
    if (inner.isEmpty()) {
      return true;
    }
    int i =
        outer.firstEndingAtOrAfter(
            inner.word(inner.from, 0), inner.word(inner.from, 1), outer.from);
    return i < outer.to
        && compare(
                outer.word(i, 0),
                outer.word(i, 1),
                inner.word(inner.from, 0),
                inner.word(inner.from, 1))
            <= 0
        && compare(
                outer.word(i, LAST),
                outer.word(i, LAST + 1),
                inner.word(inner.to - 1, LAST),
                inner.word(inner.to - 1, LAST + 1))
            >= 0;
  }

  /** What this holds and the other does not. */
  public IntervalSet minus(IntervalSet other) {
    if (isEmpty() || other.isEmpty()) {
      return this;
    }
    Builder builder = new Builder(intervals() + 4);
    int j = other.from;
    for (int i = from; i < to; i++) {
      long high = word(i, 0);
      long low = word(i, 1);
      long lastHigh = word(i, LAST);
      long lastLow = word(i, LAST + 1);
      j = other.firstEndingAtOrAfter(high, low, j);
      int k = j;
      boolean isLeft = true;
      while (isLeft
          && k < other.to
          && compare(other.word(k, 0), other.word(k, 1), lastHigh, lastLow) <= 0) {
        if (compare(high, low, other.word(k, 0), other.word(k, 1)) < 0) {
          long endLow = other.word(k, 1) - 1;
          long endHigh = other.word(k, 1) == 0 ? other.word(k, 0) - 1 : other.word(k, 0);
          builder.add(high, low, endHigh, endLow);
        }
        isLeft = compare(other.word(k, LAST), other.word(k, LAST + 1), lastHigh, lastLow) < 0;
        low = other.word(k, LAST + 1) + 1;
        high = low == 0 ? other.word(k, LAST) + 1 : other.word(k, LAST);
        k++;
      }
      if (isLeft) {
        builder.add(high, low, lastHigh, lastLow);
      }
      j = Math.max(j, k - 1);
    }
    return builder.build();
  }

  /** The first interval, from one on, that does not end before a number. */
  private int firstEndingAtOrAfter(long high, long low, int start) {
    int left = start;
    int right = to;
    while (left < right) {
      int middle = (left + right) >>> 1;
      if (compare(word(middle, LAST), word(middle, LAST + 1), high, low) < 0) {
        left = middle + 1;
      } else {
        right = middle;
      }
    }
    return left;
  }

  private long word(int interval, int word) {
    return words[interval * WORDS + word];
  }

  private static int compare(long high, long low, long otherHigh, long otherLow) {
    return high == otherHigh
        ? Long.compareUnsigned(low, otherLow)
        : Long.compareUnsigned(high, otherHigh);
  }

  /** Its intervals in words: {@code 80}, {@code 443}, {@code 1024-65535}. */
  public List<String> numbers() {
    List<String> texts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String first = Long.toUnsignedString(word(i, 1));
      String last = Long.toUnsignedString(word(i, LAST + 1));
      texts.add(first.equals(last) ? first : first + "-" + last);
    }
    return texts;
  }

  /** Its intervals in words: {@code 10.96.0.0/12}, {@code 10.0.0.1}, {@code 10.0.0.3-10.0.0.9}. */
  public List<String> addresses(IpFamily family) {
    List<String> texts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      IpAddress first = new IpAddress(family, word(i, 0), word(i, 1));
      IpAddress last = new IpAddress(family, word(i, LAST), word(i, LAST + 1));
      texts.add(text(first, last));
    }
    return texts;
  }

  private static String text(IpAddress first, IpAddress last) {
    if (first.equals(last)) {
      return first.toString();
    }
    long high = first.high() ^ last.high();
    long low = first.low() ^ last.low();
    int shared = high != 0 ? Long.numberOfLeadingZeros(high) : 64 + Long.numberOfLeadingZeros(low);
    Cidr block = new Cidr(first, first.isIpv4() ? shared - (128 - first.family().bits()) : shared);
    Function<Cidr, IntervalSet> all = IntervalSet::of;
    return all.apply(block).equals(range(first, last)) ? block.toString() : first + "-" + last;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IntervalSet set
        && Arrays.equals(
            words, from * WORDS, to * WORDS, set.words, set.from * WORDS, set.to * WORDS);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = from * WORDS; i < to * WORDS; i++) {
      hash = 31 * hash + Long.hashCode(words[i]);
    }
    return hash;
  }

  /** {@code {80, 443, 1024-65535}}; numbers of more than 64 bits in hexadecimal. */
  @Override
  public String toString() {
    StringJoiner joined = new StringJoiner(", ", "{", "}");
    for (int i = from; i < to; i++) {
      String first = text(word(i, 0), word(i, 1));
      String last = text(word(i, LAST), word(i, LAST + 1));
      joined.add(first.equals(last) ? first : first + "-" + last);
    }
    return joined.toString();
  }

  private static String text(long high, long low) {
    return high == 0 ? Long.toUnsignedString(low) : "0x" + unsigned(high, low).toString(16);
  }

  /** Intervals in the order of their first numbers; those that overlap or touch become one. */
  private static final class Builder {

    private long[] words;
    private int count;

    Builder(int expected) {
      this.words = new long[Math.max(expected, 1) * WORDS];
    }

    void add(long firstHigh, long firstLow, long lastHigh, long lastLow) {
      int at = count * WORDS;
      if (count > 0 && touches(firstHigh, firstLow)) {
        if (compare(words[at - 2], words[at - 1], lastHigh, lastLow) < 0) {
          words[at - 2] = lastHigh;
          words[at - 1] = lastLow;
        }
        return;
      }
      if (at == words.length) {
        words = Arrays.copyOf(words, 2 * at);
      }
      words[at] = firstHigh;
      words[at + 1] = firstLow;
      words[at + LAST] = lastHigh;
      words[at + LAST + 1] = lastLow;
      count++;
    }

    /** Whether a number is at most one behind what was added last. */
    private boolean touches(long high, long low) {
      int at = count * WORDS;
      long nextLow = words[at - 1] + 1;
      long nextHigh = nextLow == 0 ? words[at - 2] + 1 : words[at - 2];
      boolean wraps = nextLow == 0 && nextHigh == 0;
      return wraps || compare(high, low, nextHigh, nextLow) <= 0;
    }

    IntervalSet build() {
      return count == 0 ? NONE : new IntervalSet(words, 0, count);
    }
  }
}
