package io.kubenet.dns.message;

import java.util.Locale;

/** What carries a question. */
public enum Transport {
  TCP,
  UDP;

  /** {@code tcp} or {@code udp}. */
  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}
