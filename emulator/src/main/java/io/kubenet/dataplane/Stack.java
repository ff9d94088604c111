package io.kubenet.dataplane;

import io.kubenet.netfilter.SocketBuffer;

/** What a host does with packets. */
interface Stack {

  /** Sends a packet that the host made itself. */
  Next emit(SocketBuffer outgoing, Journey journey);

  /** Takes a packet from a link. */
  Next receive(Frame frame, Journey journey);
}
