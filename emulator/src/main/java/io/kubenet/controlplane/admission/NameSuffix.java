package io.kubenet.controlplane.admission;

/** The end of a generated name: five of the characters that Kubernetes takes for them. */
final class NameSuffix {

  /** SafeEncodeString's alphabet: no vowels, so no words. */
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private static final int LENGTH = 5;

  private NameSuffix() {}

  /** The suffix of a number: different for different ones, up to 27^5. */
  static String of(long number) {
    StringBuilder suffix = new StringBuilder();
    long rest = number;
    for (int i = 0; i < LENGTH; i++) {
      suffix.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
      rest /= ALPHABET.length();
    }
    return suffix.reverse().toString();
  }
}
