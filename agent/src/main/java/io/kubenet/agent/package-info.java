/**
 * Runs clients without any hook through the modelled network: {@link io.kubenet.agent.ModelAgent}
 * redirects the sockets and names of the whole JVM to one host of a model.
 */
package io.kubenet.agent;
