/** Writes a node's table in nftables mode, as kube-proxy of its version does. */
package io.kubenet.kubeproxy.nftables;
