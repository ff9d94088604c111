package io.kubenet.net;

/** What the header of the protocol above IP says beside ports. */
public sealed interface Payload permits TcpSegment, Datagram, IcmpMessage {}
