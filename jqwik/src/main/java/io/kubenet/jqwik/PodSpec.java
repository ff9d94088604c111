package io.kubenet.jqwik;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.stream.Stream;

/**
 * A pod of an arbitrary cluster. It serves port 8080 (named http) and 9090 (named metrics) over
 * TCP, and 5353 (named dns) over UDP.
 *
 * @param number 1 to 99; name and address follow from it
 * @param app the value of its label app
 * @param node the node that it is on
 * @param state how it is
 * @param network whose network it lives in
 */
public record PodSpec(int number, String app, NodeSpec node, State state, Network network) {

  /** The namespace that all objects of arbitrary clusters are in. */
  public static final String NAMESPACE = "shop";

  /** Whether a pod can serve, and will go on to. */
  public enum State {
    READY,
    UNREADY,
    /** Terminating, and still serving. */
    TERMINATING,
    /** Terminating, and no longer serving. */
    TERMINATING_UNREADY;

    boolean isReady() {
      return this == READY || this == TERMINATING;
    }

    boolean isTerminating() {
      return this == TERMINATING || this == TERMINATING_UNREADY;
    }
  }

  /** Whose network a pod lives in. */
  public enum Network {
    POD,
    HOST
  }

  /** {@code api-1}. */
  public String name() {
    return app + "-" + number;
  }

  /** {@code shop/api-1}. */
  public String fullName() {
    return NAMESPACE + "/" + name();
  }

  /** Its address: its node's in the host's network. */
  public IpAddress ip(IpFamily family) {
    if (network == Network.HOST) {
      return node.ip(family);
    }
    String prefix =
        family == IpFamily.IPV4
            ? "10.244." + node.number() + "."
            : "fd00:10:244:" + node.number() + "::";
    return IpAddress.of(prefix + (10 + number));
  }

  /** It as YAML that can be applied to a cluster of these families. */
  public String manifest(Families families) {
    return Parts.print(Stream.of(PodManifest.of(this, families.list())));
  }
}
