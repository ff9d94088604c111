/** Writes a node's rules in iptables mode, as kube-proxy of its version does. */
package io.kubenet.kubeproxy.iptables;
