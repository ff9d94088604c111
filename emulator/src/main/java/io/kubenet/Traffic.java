package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the connections that people make: from every pod, every node and clients outside,
 * to cluster IPs, pods, node ports, external IPs and load balancers.
 *
 * @param flows each connection
 */
public record Traffic(List<Flow> flows) {

  public Traffic {
    flows = ImmutableList.copyOf(flows);
  }

  /**
   * A connection.
   *
   * @param from who makes it: {@code pod/shop/client}, {@code node/node1}, {@code
   *     external/192.168.0.250}
   * @param to where to: {@code shop/api:80}, {@code shop/api:80 at node1:30080}
   * @param endings how it can end; their probabilities sum to 1
   */
  public record Flow(String from, String to, List<Ending> endings) {

    public Flow {
      endings = ImmutableList.copyOf(endings);
    }
  }

  /**
   * How a connection can end.
   *
   * @param outcome what the client sees, and what caused it
   * @param receipt what the one who served it sees; empty if nobody did
   * @param probability how likely it is, exactly
   */
  public record Ending(Outcome outcome, Optional<Receipt> receipt, Fraction probability) {

    public boolean isEstablished() {
      return outcome.verdict() == Verdict.ESTABLISHED;
    }

    Ending withProbability(Fraction other) {
      return new Ending(outcome, receipt, other);
    }
  }

  /**
   * What the one who serves a connection sees of it.
   *
   * @param endpoint who it is: {@code shop/api-1}, {@code node/node1}
   * @param port the port that it came to
   * @param client whose address it came with: {@code itself} where it is the client's own, {@code
   *     node/node1}, or an address that is no node's
   */
  public record Receipt(String endpoint, int port, String client) {

    /** The client's own address. */
    public static final String OWN = "itself";
  }
}
