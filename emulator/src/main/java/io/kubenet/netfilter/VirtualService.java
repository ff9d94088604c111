package io.kubenet.netfilter;

import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;

/**
 * The virtual server that ip_vs holds a packet for one of; the kernel's ipvs_property.
 *
 * @param protocol its protocol
 * @param address its address and port
 */
public record VirtualService(Protocol protocol, IpPort address) {}
