package io.kubenet.meaning;

/** What a rule is for. */
public enum Role {
  /** Nobody said. */
  UNKNOWN,

  /** Takes what is for the cluster IP of a Service. */
  CLUSTER_IP,
  /** Takes what is for an external IP of a Service. */
  EXTERNAL_IP,
  /** Takes what is for a load balancer's IP of a Service. */
  LOAD_BALANCER_IP,
  /** Takes what is for an address of a Service, whichever kind of address it is. */
  SERVICE_ADDRESS,
  /** Takes what is for a node port of a Service. */
  NODE_PORT,
  /** Leads what is for a node's address to the node ports. */
  NODE_PORTS,
  /** Takes what is for an address that clients outside the cluster use, of whatever kind. */
  EXTERNAL_ADDRESS,

  /** Leads what pods send past a Local traffic policy. */
  POD_TRAFFIC,
  /** Leads what the node itself sends past a Local traffic policy. */
  NODE_TRAFFIC,
  /** Leads to the endpoints of the node alone, as a Local traffic policy says. */
  LOCAL_POLICY,
  /** Leads to the endpoints of the Service. */
  ENDPOINTS,
  /** Chooses an endpoint. */
  BALANCE,
  /** Chooses the endpoint that a client was served by before. */
  AFFINITY,
  /** Remembers the client of an endpoint. */
  REMEMBER,
  /** Translates to an endpoint. */
  TRANSLATE,

  /** Marks a packet so that it is masqueraded. */
  MARK_FOR_MASQUERADE,
  /** Passes by what has no mark. */
  UNMARKED,
  /** Takes off the mark. */
  UNMARK,
  /** Masquerades what had the mark. */
  MASQUERADE,

  /** Asks whether a load balancer's source ranges let the sender in. */
  SOURCE_RANGE_CHECK,
  /** Lets in a sender of a load balancer's source ranges. */
  SOURCE_RANGE,
  /** Drops what is outside a load balancer's source ranges. */
  OUTSIDE_SOURCE_RANGES,

  /** Asks whether a Service has endpoints. */
  ENDPOINT_CHECK,
  /** Rejects what is for a Service without endpoints. */
  NO_ENDPOINTS,
  /** Drops what is for a Service whose Local traffic policy leaves no endpoint on this node. */
  NO_LOCAL_ENDPOINTS,
  /** Asks whether a cluster IP has the port. */
  CLUSTER_IP_PORT_CHECK,
  /** Rejects what is for a port that a cluster IP does not have. */
  NO_SUCH_PORT,

  /** Asks whether a packet from elsewhere is for an address of loopback. */
  LOOPBACK_CHECK,
  /** Drops what comes from elsewhere and is for an address of loopback. */
  TO_LOOPBACK,
  /** Asks whether a node forwards a packet. */
  FORWARD_CHECK,
  /** Lets through what is marked as going to a Service. */
  FORWARD_MARKED,
  /** Lets through what belongs to a connection that was let through before. */
  KNOWN_CONNECTION,
  /** Drops what belongs to no connection that conntrack knows. */
  INVALID_CONNECTION,
  /** Lets in load balancers that ask whether the node has endpoints. */
  HEALTH_CHECK
}
