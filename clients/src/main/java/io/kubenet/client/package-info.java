/**
 * An application's own client code through the modelled network.
 *
 * <p>{@link io.kubenet.client.ClientNetwork} is the network as one pod, node or outside host sees
 * it; its sockets, names and proxies are the model's.
 */
package io.kubenet.client;
