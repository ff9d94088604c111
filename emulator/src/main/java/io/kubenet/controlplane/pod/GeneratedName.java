package io.kubenet.controlplane.pod;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The parts of names that the real control plane draws at random or hashes, in the same shape but
 * always the same for the same origin.
 *
 * <p>The letters are those of apimachinery's rand.SafeEncodeString: no vowels, so no words.
 */
public final class GeneratedName {

  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX_LENGTH = 5;
  private static final int LONGEST_PREFIX = 63 - SUFFIX_LENGTH;

  private GeneratedName() {}

  /** A name from a generateName, of which a long one loses its end (SimpleNameGenerator). */
  public static String name(String prefix, String origin) {
    return prefix.substring(0, Math.min(prefix.length(), LONGEST_PREFIX)) + suffix(origin);
  }

  private static String suffix(String origin) {
    long bits = Hashing.murmur3_128().hashString(origin, StandardCharsets.UTF_8).asLong();
    StringBuilder suffix = new StringBuilder(SUFFIX_LENGTH);
    long rest = bits >>> 1;
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      suffix.append(LETTERS.charAt((int) (rest % LETTERS.length())));
      rest /= LETTERS.length();
    }
    return suffix.toString();
  }

  /** Up to ten letters, as pod-template-hash and controller-revision-hash have. */
  public static String hash(String content) {
    long bits = Hashing.murmur3_128().hashString(content, StandardCharsets.UTF_8).asLong();
    StringBuilder hash = new StringBuilder();
    for (char digit : Long.toString(bits & 0xffff_ffffL).toCharArray()) {
      hash.append(LETTERS.charAt(digit % LETTERS.length()));
    }
    return hash.toString();
  }
}
