package io.kubenet.dataplane;

import io.kubenet.netfilter.SocketBuffer;
import java.util.Optional;

/**
 * A packet that a node's ip_vs took out of the hook that it was in, to send it to a real server.
 *
 * @param node the node
 * @param buffer the packet, translated
 * @param bridged the frame that it came in by from a port of the node's bridge
 */
record Diversion(NodeHost node, SocketBuffer buffer, Optional<Frame> bridged) implements Next {}
