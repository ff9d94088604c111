/**
 * Writes the rules of a node, as kube-proxy does: a function of cluster, node and configuration.
 */
package io.kubenet.kubeproxy;
