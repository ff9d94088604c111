package io.kubenet.netfilter.ipvs;

import com.google.common.primitives.Ints;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.ruleset.ipvs.RealServer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The tables of the schedulers that hash (ip_vs_sh.c, ip_vs_dh.c and ip_vs_mh.c of Linux 6.1). */
final class HashTables {

  private static final int BUCKETS = 256;
  private static final int GOLDEN_RATIO = 0x61C88647;

  /** The size of Maglev's table for the index 12, which is the kernel's default. */
  static final int MAGLEV_SIZE = 4093;

  private static final long FIRST_KEY = 2654435761L;
  private static final long SECOND_KEY = 2654446892L;

  private HashTables() {}

  /** The server of the bucket of an address where each server fills as many as it has weight. */
  static Optional<RealServer> bySource(List<RealServer> servers, int hashed) {
    int place = 0;
    int filled = 0;
    for (int bucket = 0; bucket < hash(hashed); bucket++) {
      filled++;
      if (filled >= servers.get(place).weight()) {
        place = (place + 1) % servers.size();
        filled = 0;
      }
    }
    return Optional.of(servers.get(place)).filter(server -> server.weight() > 0);
  }

  /** The server of the bucket of an address where servers take turns. */
  static Optional<RealServer> byDestination(List<RealServer> servers, int hashed) {
    return Optional.of(servers.get(hash(hashed) % servers.size()))
        .filter(server -> server.weight() > 0);
  }

  /** hash_32 of linux/hash.h with 8 bits. */
  private static int hash(int value) {
    return ((value * GOLDEN_RATIO) >>> 24) % BUCKETS;
  }

  /** An address as one number: the words of an IPv6 address xored. */
  static int fold(IpAddress address) {
    byte[] bytes = address.bytes();
    int folded = 0;
    for (int i = 0; i < bytes.length; i += 4) {
      folded ^= Ints.fromBytes(bytes[i], bytes[i + 1], bytes[i + 2], bytes[i + 3]);
    }
    return folded;
  }

  /** How many entries of Maglev's table each server has (ip_vs_mh_permutate, _populate). */
  static int[] maglev(List<RealServer> servers) {
    int[] owners = new int[MAGLEV_SIZE];
    Arrays.fill(owners, -1);
    int[] counts = new int[servers.size()];
    int[] steps = new int[servers.size()];
    int filled = 0;
    while (filled < MAGLEV_SIZE) {
      for (int i = 0; i < counts.length && filled < MAGLEV_SIZE; i++) {
        for (int turn = 0; turn < servers.get(i).weight() && filled < MAGLEV_SIZE; turn++) {
          owners[freeEntry(owners, servers.get(i).address(), steps, i)] = i;
          counts[i]++;
          filled++;
        }
      }
    }
    return counts;
  }

  private static int freeEntry(int[] owners, IpPort server, int[] steps, int place) {
    long offset = keyed(server, FIRST_KEY) % MAGLEV_SIZE;
    long skip = keyed(server, SECOND_KEY) % (MAGLEV_SIZE - 1) + 1;
    int entry;
    do {
      entry = (int) ((offset + steps[place] * skip) % MAGLEV_SIZE);
      steps[place]++;
    } while (owners[entry] >= 0);
    return entry;
  }

  private static long keyed(IpPort server, long key) {
    return hsiphash(fold(server.address()) + server.port(), key);
  }

  /** hsiphash_1u32 of lib/siphash.c on a 64-bit machine, with both halves of the key alike. */
  private static long hsiphash(int value, long key) {
    long[] v = {
      0x736f6d6570736575L ^ key,
      0x646f72616e646f6dL ^ key,
      0x6c7967656e657261L ^ key,
      0x7465646279746573L ^ key
    };
    long block = (4L << 56) | Integer.toUnsignedLong(value);
    v[3] ^= block;
    round(v);
    v[0] ^= block;
    v[2] ^= 0xff;
    round(v);
    round(v);
    round(v);
    return (v[0] ^ v[1] ^ v[2] ^ v[3]) & 0xffffffffL;
  }

  private static void round(long[] v) {
    v[0] += v[1];
    v[1] = Long.rotateLeft(v[1], 13) ^ v[0];
    v[0] = Long.rotateLeft(v[0], 32);
    v[2] += v[3];
    v[3] = Long.rotateLeft(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = Long.rotateLeft(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = Long.rotateLeft(v[1], 17) ^ v[2];
    v[2] = Long.rotateLeft(v[2], 32);
  }
}
