package io.kubenet.netfilter;

/**
 * A network namespace, and what packets left behind in it.
 *
 * @param host its addresses, interfaces and routes
 * @param connections the connections that conntrack knows
 * @param connectionLimit how many there may be; 0 for any number
 * @param memories what rules keep
 */
record Namespace(
    HostNetwork host, ConnectionTable connections, int connectionLimit, Memories memories) {

  static Namespace of(HostNetwork host) {
    return new Namespace(host, new ConnectionTable(), 0, new Memories());
  }

  Namespace withConnectionLimit(int limit) {
    return new Namespace(host, connections, limit, memories);
  }

  /** A layer above this one, which stays as it is. */
  Namespace overlay() {
    return new Namespace(host, connections.overlay(), connectionLimit, memories.overlay());
  }

  Conntrack conntrack() {
    return new Conntrack(connections, connectionLimit);
  }
}
