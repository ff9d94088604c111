package io.kubenet.netfilter;

import static java.lang.Integer.rotateLeft;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import io.kubenet.net.IpAddress;
import io.kubenet.ruleset.AddressRange;
import java.util.Arrays;

/**
 * Selects an address of a range by the ends of a connection, always the same for the same ends
 * (find_best_ips_proto of nf_nat_core.c, Linux 6.18, on a little-endian machine).
 *
 * <p>The hash is Bob Jenkins's lookup3 of 2006, in the public domain, as the kernel's jhash2 uses
 * it.
 */
final class AddressSelection {

  private static final int SEED = 0xdeadbeef;

  /** The kernel hashes 16 bytes for an IPv4 address too. */
  private static final int HASHED_WORDS = 4;

  private AddressSelection() {}

  /** The address for a connection, by its source and destination. */
  static IpAddress byBothEnds(Tuple tuple, AddressRange range) {
    int[] destination = words(tuple.destination());
    int hash = hash(words(tuple.source()), destination[destination.length - 1]);
    return select(range, hash, destination);
  }

  /** The address for a connection, by its source alone. */
  static IpAddress bySource(Tuple tuple, AddressRange range) {
    int[] nothing = new int[words(tuple.source()).length];
    return select(range, hash(words(tuple.source()), 0), nothing);
  }

  private static IpAddress select(AddressRange range, int hash, int[] mixedIn) {
    int[] first = words(range.first());
    int[] last = words(range.last());
    byte[] chosen = new byte[0];
    boolean isFree = false;
    int mixed = hash;
    for (int i = 0; i < first.length; i++) {
      long from = isFree ? 0 : Integer.toUnsignedLong(Integer.reverseBytes(first[i]));
      long to = Integer.toUnsignedLong(Integer.reverseBytes(last[i]));
      long size = isFree ? 0xffff_ffffL : to - from + 1;
      int word = (int) (from + ((Integer.toUnsignedLong(mixed) * size) >>> 32));
      chosen = Bytes.concat(chosen, Ints.toByteArray(word));
      isFree |= word != Integer.reverseBytes(last[i]);
      mixed ^= mixedIn[i];
    }
    return IpAddress.ofBytes(chosen);
  }

  /** The words of an address, each as a little-endian machine reads it. */
  private static int[] words(IpAddress address) {
    byte[] bytes = address.bytes();
    int[] words = new int[bytes.length / 4];
    for (int i = 0; i < words.length; i++) {
      words[i] = Ints.fromBytes(bytes[4 * i + 3], bytes[4 * i + 2], bytes[4 * i + 1], bytes[4 * i]);
    }
    return words;
  }

  private static int hash(int[] address, int initial) {
    int[] k = Arrays.copyOf(address, HASHED_WORDS);
    int start = SEED + (HASHED_WORDS << 2) + initial;
    int a = start + k[0];
    int b = start + k[1];
    int c = start + k[2];
    a = (a - c) ^ rotateLeft(c, 4);
    c += b;
    b = (b - a) ^ rotateLeft(a, 6);
    a += c;
    c = (c - b) ^ rotateLeft(b, 8);
    b += a;
    a = (a - c) ^ rotateLeft(c, 16);
    c += b;
    b = (b - a) ^ rotateLeft(a, 19);
    a += c;
    c = (c - b) ^ rotateLeft(b, 4);
    b += a;
    return finish(a + k[3], b, c);
  }

  private static int finish(int first, int second, int third) {
    int c = (third ^ second) - rotateLeft(second, 14);
    int a = (first ^ c) - rotateLeft(c, 11);
    int b = (second ^ a) - rotateLeft(a, 25);
    c = (c ^ b) - rotateLeft(b, 16);
    a = (a ^ c) - rotateLeft(c, 4);
    b = (b ^ a) - rotateLeft(a, 14);
    return (c ^ b) - rotateLeft(b, 24);
  }
}
