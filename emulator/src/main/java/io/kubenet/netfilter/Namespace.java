package io.kubenet.netfilter;

/**
 * A network namespace, and what packets left behind in it.
 *
 * @param host its addresses, interfaces and routes
 * @param connections the connections that conntrack knows
 * @param connectionLimit how many there may be; 0 for any number
 * @param memories what rules keep
 * @param visits how many rules were compared with packets
 */
record Namespace(
    HostNetwork host,
    ConnectionTable connections,
    int connectionLimit,
    Memories memories,
    Visits visits) {

  static Namespace of(HostNetwork host) {
    return new Namespace(host, new ConnectionTable(), 0, new Memories(), new Visits());
  }

  Namespace withConnectionLimit(int limit) {
    return new Namespace(host, connections, limit, memories, visits);
  }

  /** A layer above this one, which stays as it is. */
  Namespace overlay() {
    return new Namespace(host, connections.overlay(), connectionLimit, memories.overlay(), visits);
  }

  Conntrack conntrack() {
    return new Conntrack(connections, connectionLimit);
  }
}
