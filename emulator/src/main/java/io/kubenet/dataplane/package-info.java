/**
 * Hosts, links, bridges and routes: carries a packet from host to host, and its answer back.
 *
 * <p>It knows addresses, sockets and rules; that an address is a Service's it does not know.
 */
package io.kubenet.dataplane;
