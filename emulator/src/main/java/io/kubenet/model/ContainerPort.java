package io.kubenet.model;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Protocol;
import java.util.Optional;

/**
 * A port that a container declares.
 *
 * @param name its name; empty if it has none
 * @param number 1 to 65535
 * @param protocol TCP, UDP or SCTP
 * @param hostPort the node's port that is bound for it
 * @param hostIp the node's address that the host port is bound to; empty for all
 */
public record ContainerPort(
    String name,
    int number,
    Protocol protocol,
    Optional<Integer> hostPort,
    Optional<IpAddress> hostIp) {}
