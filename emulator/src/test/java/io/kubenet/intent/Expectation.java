package io.kubenet.intent;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.trace.Verdict;
import java.util.List;

/** What is to become of a connection. */
public sealed interface Expectation {

  /**
   * One of several endpoints serves it, each with the same chance.
   *
   * @param answers the endpoints
   */
  record Served(List<Answer> answers) implements Expectation {}

  /**
   * It fails.
   *
   * @param verdict how
   */
  record Fails(Verdict verdict) implements Expectation {}

  /**
   * An endpoint, and whom it sees.
   *
   * @param endpoint its address and port
   * @param client the client address that it sees
   */
  record Answer(IpPort endpoint, IpAddress client) {}
}
