/**
 * Writes the rules of a node, as kube-proxy does: a function of cluster, node and configuration.
 *
 * <p>{@link io.kubenet.kubeproxy.KubeProxy} is the door. The parts below stand in this order, each
 * knowing those before it: {@code config} and {@code services}, {@code selection}, {@code sync},
 * and the two modes, {@code iptables} and {@code nftables}, which do not see each other.
 */
package io.kubenet.kubeproxy;
