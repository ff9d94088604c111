package io.kubenet;

import io.kubenet.chance.Fraction;

/**
 * Requests that a client sends at a rate while a cluster changes, each on a connection of its own:
 *
 * <pre>{@code
 * Load.of(cluster.pod("shop/client"), "api", 80).perSecond(200)
 * }</pre>
 */
public final class Load {

  private static final int DEFAULT_RATE = 20;

  private final Asked asked;
  private final Fraction rate;

  private Load(Asked asked, Fraction rate) {
    this.asked = asked;
    this.rate = rate;
  }

  /**
   * Twenty requests a second.
   *
   * @param client who sends them
   * @param target an address, or a name that the client's resolver answers
   * @param port the port
   */
  public static Load of(Host client, String target, int port) {
    return new Load(new Asked(Target.of(target, port), client), Fraction.of(DEFAULT_RATE, 1));
  }

  /** The same at another rate. */
  public Load perSecond(int requests) {
    return new Load(asked, Fraction.of(requests, 1));
  }

  Asked asked() {
    return asked;
  }

  Fraction rate() {
    return rate;
  }
}
