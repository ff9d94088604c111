package io.kubenet.dataplane;

import io.kubenet.net.Packet;

/**
 * A packet on a link.
 *
 * @param link the link
 * @param from who put it there
 * @param to whose link-layer address it carries
 * @param packet the packet
 */
record Frame(Link link, Host from, Host to, Packet packet) implements Next {}
