package io.kubenet.model;

import io.kubenet.net.Protocol;

/**
 * A port of a Service.
 *
 * @param name its name; empty if it has none
 * @param protocol TCP, UDP or SCTP
 * @param port the port of the Service's addresses
 * @param targetPort the pods' port: a number, or a name of theirs
 * @param nodePort the port of the nodes' addresses; 0 if it has none
 */
public record ServicePort(
    String name, Protocol protocol, int port, PortReference targetPort, int nodePort) {}
