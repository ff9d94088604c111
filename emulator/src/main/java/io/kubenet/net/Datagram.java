package io.kubenet.net;

/** A UDP datagram or an SCTP packet: nothing beside its ports is read. */
public enum Datagram implements Payload {
  INSTANCE
}
