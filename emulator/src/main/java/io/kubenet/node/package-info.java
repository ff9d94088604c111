/**
 * What is installed on nodes: the rules of their kube-proxies, of the network plugin, or those that
 * a real machine listed, compiled for the node's kernel.
 */
package io.kubenet.node;
